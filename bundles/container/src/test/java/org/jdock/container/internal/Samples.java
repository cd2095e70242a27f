package org.jdock.container.internal;

import com.google.gson.Gson;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.image.ImageConfig;

/** Configurations for tests, by the names of their fields. */
public final class Samples {
  private static final Gson GSON = new Gson();

  private Samples() {}

  public static ContainerConfig config(String json) {
    return GSON.fromJson(json, ContainerConfig.class);
  }

  public static HostConfig host(String json) {
    return GSON.fromJson(json, HostConfig.class);
  }

  public static ImageConfig image(String json) {
    return GSON.fromJson(json, ImageConfig.class);
  }
}

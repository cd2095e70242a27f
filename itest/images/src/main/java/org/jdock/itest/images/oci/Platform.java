package org.jdock.itest.images.oci;

import com.google.gson.JsonObject;
import java.util.Locale;

/** What an image runs on, in Go's names. */
public record Platform(String os, String architecture) {
  public static final Platform LINUX_AMD64 = new Platform("linux", "amd64");
  public static final Platform LINUX_ARM64 = new Platform("linux", "arm64");

  /** The platform of this host. */
  public static Platform host() {
    var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return switch (arch) {
      case "amd64", "x86_64" -> LINUX_AMD64;
      case "aarch64", "arm64" -> LINUX_ARM64;
      default -> new Platform("linux", arch);
    };
  }

  /** This platform as an index writes it. */
  public JsonObject toJson() {
    var json = new JsonObject();
    json.addProperty("architecture", architecture);
    json.addProperty("os", os);
    return json;
  }
}

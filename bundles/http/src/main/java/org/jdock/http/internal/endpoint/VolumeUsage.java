package org.jdock.http.internal.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Filters;
import org.jdock.api.container.ContainerSummary;
import org.jdock.http.internal.route.Response;

/** How much volumes hold and how many containers mount them, for {@code docker system df}. */
final class VolumeUsage {
  private static final Logger LOG = LogManager.getLogger(VolumeUsage.class);
  private final Engine engine;

  VolumeUsage(Engine engine) {
    this.engine = engine;
  }

  /** Volumes with their UsageData. Walks through all their files. */
  JsonArray measure(Response response) {
    var containers = engine.containers().list(true, 0, false, Filters.NONE);
    var list = new JsonArray();
    for (var volume : engine.volumes().list(Filters.NONE)) {
      var form = response.tree(volume).getAsJsonObject();
      var usage = new JsonObject();
      usage.addProperty("Size", size(Path.of(volume.mountpoint())));
      usage.addProperty("RefCount", users(containers, volume.name()));
      form.add("UsageData", usage);
      list.add(form);
    }
    return list;
  }

  private static long users(List<ContainerSummary> containers, String volume) {
    return containers.stream()
        .filter(c -> c.mounts().stream().anyMatch(m -> volume.equals(m.name())))
        .count();
  }

  /** Bytes of its regular files; -1, Docker's "not available", when they can't be read. */
  private static long size(Path root) {
    try (var files = Files.walk(root)) {
      return files.mapToLong(VolumeUsage::sizeOfFile).sum();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The size of {} can't be told: {}", root, e.toString());
      return -1;
    }
  }

  private static long sizeOfFile(Path file) {
    try {
      return Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
          ? Files.size(file)
          : 0;
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

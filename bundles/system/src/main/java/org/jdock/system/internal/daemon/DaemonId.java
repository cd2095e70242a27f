package org.jdock.system.internal.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.fs.Durable;

/** The identity of a data root, kept in its file {@code engine-id}. */
final class DaemonId {
  private static final Logger LOG = LogManager.getLogger(DaemonId.class);

  private DaemonId() {}

  /** The one that is there, or a new one. Waits for the disk. */
  static String of(Path dataRoot) throws IOException {
    Path file = dataRoot.resolve("engine-id");
    if (Files.exists(file)) {
      String text = Files.readString(file).strip();
      if (text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
        return text;
      }
      LOG.warn("{} is damaged and set aside; the daemon gets a new identity", file);
      Files.move(file, aside(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String id = UUID.randomUUID().toString();
    Files.createDirectories(dataRoot);
    Durable.replace(file, (id + "\n").getBytes(StandardCharsets.UTF_8), true);
    return id;
  }

  private static Path aside(Path file) {
    return file.resolveSibling(file.getFileName() + ".damaged");
  }
}

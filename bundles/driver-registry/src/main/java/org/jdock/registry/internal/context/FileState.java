package org.jdock.registry.internal.context;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverState;
import org.jspecify.annotations.Nullable;

/** A driver's map in a file. A file that can't be read is set aside, with a warning. */
final class FileState implements DriverState {
  private static final Logger LOG = LogManager.getLogger(FileState.class);
  private static final Gson GSON = new Gson();

  /** The file's content. */
  private record Content(int version, int schema, @Nullable Map<String, String> entries) {}

  private static final int VERSION = 1;

  private final Path file;
  private @Nullable Content content;

  FileState(Path file) {
    this.file = file;
  }

  @Override
  public synchronized int schema() {
    return load().schema();
  }

  @Override
  public synchronized Map<String, String> read() {
    Map<String, String> entries = load().entries();
    return entries == null ? Map.of() : entries;
  }

  @Override
  public synchronized void write(int schema, Map<String, String> entries) throws DriverException {
    Content next = new Content(VERSION, schema, Map.copyOf(entries));
    try {
      DurableFiles.write(file, GSON.toJson(next));
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.FAILED, "the driver's state can't be written to " + file, e);
    }
    content = next;
  }

  private Content load() {
    Content known = content;
    if (known == null) {
      known = fromDisk();
      content = known;
    }
    return known;
  }

  private Content fromDisk() {
    try {
      Content read = GSON.fromJson(Files.readString(file), Content.class);
      if (read != null && read.version() == VERSION && read.entries() != null) {
        return new Content(VERSION, read.schema(), Map.copyOf(read.entries()));
      }
      setAside("it is of another schema", null);
    } catch (NoSuchFileException e) {
      LOG.debug("No state yet in {}", file);
    } catch (IOException | JsonParseException | NullPointerException e) {
      setAside("it can't be read", e);
    }
    return new Content(VERSION, 0, Map.of());
  }

  private void setAside(String why, @Nullable Exception cause) {
    Path aside = file.resolveSibling(file.getFileName() + ".broken");
    LOG.warn("Setting {} aside as {}: {}", file, aside, why, cause);
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("{} can't be set aside", file, e);
    }
  }
}

package org.jdock.registry.internal.incoming;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.registry.internal.context.DurableFiles;
import org.jspecify.annotations.Nullable;

/**
 * The files that were looked at, over restarts: without it, one that an operator went back from
 * would come again with the next start. Used by one thread.
 */
final class SeenFiles {
  private static final Logger LOG = LogManager.getLogger(SeenFiles.class);
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final int VERSION = 1;

  /**
   * A file as it was.
   *
   * @param size in bytes
   * @param modified milliseconds since the epoch
   * @param outcome what became of it
   */
  private record Seen(long size, long modified, String outcome) {}

  private record Content(int version, @Nullable Map<String, Seen> files) {}

  private final Path store;
  private final Map<String, Seen> files;

  SeenFiles(Path store) {
    this.store = store;
    this.files = load();
  }

  private Map<String, Seen> load() {
    try {
      Content content = GSON.fromJson(Files.readString(store), Content.class);
      if (content != null && content.version() == VERSION && content.files() != null) {
        return new TreeMap<>(content.files());
      }
      LOG.warn("{} can't be understood; all files are looked at again", store);
    } catch (NoSuchFileException e) {
      LOG.debug("No file was looked at yet");
    } catch (IOException | JsonParseException e) {
      LOG.warn("{} can't be read; all files are looked at again", store, e);
    }
    return new TreeMap<>();
  }

  /** Whether it is another file than when it was last looked at. */
  boolean changed(Path file) throws IOException {
    Seen before = files.get(name(file));
    return before == null
        || before.size() != Files.size(file)
        || before.modified() != Files.getLastModifiedTime(file).toMillis();
  }

  /** Remembers it as it is, and forgets those that are gone. */
  void remember(Path file, String outcome) throws IOException {
    files.keySet().removeIf(each -> !Files.exists(file.resolveSibling(each)));
    files.put(
        name(file),
        new Seen(Files.size(file), Files.getLastModifiedTime(file).toMillis(), outcome));
    DurableFiles.write(store, GSON.toJson(new Content(VERSION, files)));
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}

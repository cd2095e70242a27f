package org.jdock.container.internal.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.fs.Durable;
import org.jspecify.annotations.Nullable;

/** One value in one file, replaced at once, with a schema version. */
final class JsonFile<T> {
  private static final Logger LOG = LogManager.getLogger(JsonFile.class);
  private static final Gson GSON =
      new GsonBuilder()
          .disableHtmlEscaping()
          .registerTypeHierarchyAdapter(Path.class, new PathAdapter())
          .create();
  private static final int SCHEMA = 1;

  private final Path file;
  private final Class<T> type;

  JsonFile(Path file, Class<T> type) {
    this.file = file;
    this.type = type;
  }

  /**
   * Writes.
   *
   * @param durable whether it must outlive a power cut; costs a wait for the disk
   */
  void write(T value, boolean durable) throws IOException {
    JsonObject wrapped = new JsonObject();
    wrapped.addProperty("schema", SCHEMA);
    wrapped.add("value", GSON.toJsonTree(value));
    Durable.replace(file, GSON.toJson(wrapped).getBytes(StandardCharsets.UTF_8), durable);
  }

  /** Reads; null when there is none. What can't be read is set aside, and then there is none. */
  @Nullable T read() throws IOException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    }
    try {
      JsonObject wrapped = JsonParser.parseString(text).getAsJsonObject();
      int schema = wrapped.get("schema").getAsInt();
      if (schema == SCHEMA) {
        return Objects.requireNonNull(GSON.fromJson(wrapped.get("value"), type));
      }
      LOG.warn("{} has the unknown schema {}", file, schema);
    } catch (RuntimeException e) {
      LOG.warn("{} can't be read: {}", file, e.toString());
    }
    Path aside = file.resolveSibling(file.getFileName() + ".unreadable");
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn("{} was set aside as {}", file, aside);
    return null;
  }
}

package org.jdock.network.internal.file;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.linux.fs.Durable;

/**
 * Entities of one type in one directory: a JSON file each, with a schema number. Not for one name
 * by two threads at once.
 *
 * @param <T> a record
 */
public final class Records<T> {
  private static final Logger LOG = LogManager.getLogger(Records.class);
  private static final int SCHEMA = 1;
  private static final String SUFFIX = ".json";

  private final Gson gson = new GsonBuilder().disableHtmlEscaping().create();
  private final Path directory;
  private final Class<T> type;
  private final boolean durable;
  private final UnaryOperator<JsonObject> older;

  /**
   * Touches nothing yet.
   *
   * @param durable whether they outlive a power cut; else only this daemon
   */
  public Records(Path directory, Class<T> type, boolean durable) {
    this(directory, type, durable, entity -> entity);
  }

  /**
   * As the other.
   *
   * @param older brings what an older version wrote into the form of this one
   */
  public Records(Path directory, Class<T> type, boolean durable, UnaryOperator<JsonObject> older) {
    this.older = older;
    this.directory = directory;
    this.type = type;
    this.durable = durable;
  }

  /** Reads all by name; what can't be read is set aside with a warning. */
  public Map<String, T> readAll() throws IOException {
    Files.createDirectories(directory);
    Map<String, T> all = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        try {
          all.put(name.substring(0, name.length() - SUFFIX.length()), read(file));
        } catch (IOException | RuntimeException e) {
          LOG.warn("{} can't be read and is set aside: {}", file, e.toString());
          Path aside = file.resolveSibling(name + ".damaged");
          Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    return all;
  }

  private T read(Path file) throws IOException {
    JsonObject object = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    JsonElement schema = object.get("schema");
    if (schema == null || schema.getAsInt() != SCHEMA) {
      throw new IOException("its schema is " + schema + ", known is " + SCHEMA);
    }
    JsonElement stored = object.get("entity");
    T entity = stored == null ? null : gson.fromJson(older.apply(stored.getAsJsonObject()), type);
    if (entity == null) {
      throw new IOException("it holds nothing");
    }
    return entity;
  }

  /** Writes one, whole or not at all. */
  public void write(String name, T entity) throws IOException {
    JsonObject object = new JsonObject();
    object.addProperty("schema", SCHEMA);
    object.add("entity", gson.toJsonTree(entity, type));
    byte[] bytes = gson.toJson(object).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(directory);
    Durable.replace(file(name), bytes, durable);
  }

  /** Deletes one; nothing happens when there is none. */
  public void delete(String name) throws IOException {
    Files.deleteIfExists(file(name));
  }

  private Path file(String name) {
    return directory.resolve(name + SUFFIX);
  }
}

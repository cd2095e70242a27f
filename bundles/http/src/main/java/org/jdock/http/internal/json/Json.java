package org.jdock.http.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Docker's JSON, the same bytes for the same value: names by {@link Names}, nulls by {@link Nulls},
 * map entries in the order of their keys, times as RFC3339Nano, durations in nanoseconds, enums as
 * lower-case words. Thread-safe.
 */
public final class Json {
  private final Gson gson =
      new GsonBuilder()
          .setStrictness(Strictness.STRICT)
          .disableHtmlEscaping()
          .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
          .registerTypeAdapter(Instant.class, Scalars.INSTANT)
          .registerTypeAdapter(Duration.class, Scalars.DURATION)
          .registerTypeHierarchyAdapter(Path.class, Scalars.PATH)
          .registerTypeAdapterFactory(new StrictScalars())
          .registerTypeAdapterFactory(Scalars.ENUMS)
          .registerTypeAdapterFactory(new SortedMaps())
          .registerTypeAdapterFactory(new RecordAdapters())
          .create();

  private final TypeAdapter<JsonElement> trees = gson.getAdapter(JsonElement.class);

  /** The value's JSON, without a line end. */
  public byte[] bytes(Object value) {
    return switch (value) {
      case JsonBytes done -> done.utf8();
      case JsonElement tree -> {
        var text = new StringWriter();
        write(tree, text);
        yield text.toString().getBytes(StandardCharsets.UTF_8);
      }
      default -> gson.toJson(value).getBytes(StandardCharsets.UTF_8);
    };
  }

  /** A tree as it is, nulls included. */
  private void write(JsonElement tree, Writer to) {
    var writer = new JsonWriter(to);
    writer.setHtmlSafe(false);
    writer.setSerializeNulls(true);
    try {
      trees.write(writer, tree);
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes one value and a line end. Does not flush {@code out}. */
  public void write(Object value, OutputStream out) throws IOException {
    // In one piece: a writer between them encodes it bit by bit, and is slow while it is cold.
    out.write(bytes(value));
    out.write('\n');
  }

  /** Writes a list and a line end, element by element. Does not flush {@code out}. */
  public void writeList(Iterator<?> values, OutputStream out) throws IOException {
    out.write('[');
    for (boolean first = true; values.hasNext(); first = false) {
      if (!first) {
        out.write(',');
      }
      var value = values.next();
      out.write(value == null ? "null".getBytes(StandardCharsets.UTF_8) : bytes(value));
    }
    out.write(']');
    out.write('\n');
  }

  /**
   * Reads one value, and makes sure that nothing follows it.
   *
   * @return null for the JSON null and for an empty stream
   * @throws JsonParseException if it is malformed or does not fit {@code type}
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as gson, whose type tokens say what T is
  public <T> @Nullable T read(InputStream in, Type type) throws IOException {
    var reader = new JsonReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    reader.setStrictness(Strictness.STRICT);
    T value = gson.fromJson(reader, type);
    if (value != null && !atEnd(reader)) {
      throw new JsonParseException("unexpected content after JSON");
    }
    return value;
  }

  /** The value as a tree, to add to it or take from it before it is written. */
  public JsonElement tree(Object value) {
    // Not gson's own way, which leaves out the nulls that Docker writes.
    return JsonParser.parseString(gson.toJson(value));
  }

  /**
   * Reads a value from a tree.
   *
   * @return null for the JSON null
   * @throws JsonParseException if it does not fit {@code type}
   */
  public <T> @Nullable T read(JsonElement tree, Class<T> type) {
    return gson.fromJson(tree, type);
  }

  private static boolean atEnd(JsonReader reader) throws IOException {
    try {
      return reader.peek() == JsonToken.END_DOCUMENT;
    } catch (MalformedJsonException e) {
      return false;
    }
  }
}

package org.jdock.image.internal.document;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.image.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Reads small documents of strangers: what is absent is null, what has another type than it should
 * is an {@link IOException}.
 */
public final class Json {
  /** The longest document that is read, in bytes: what registries allow for a manifest. */
  public static final int LIMIT = 4 << 20;

  private Json() {}

  /** A document that is an object. */
  public static JsonObject object(byte[] document, String what) throws IOException {
    if (parse(document, what) instanceof JsonObject object) {
      return object;
    }
    throw new IOException(what + " is not a JSON object");
  }

  /** A document that is an array. */
  public static JsonArray array(byte[] document, String what) throws IOException {
    if (parse(document, what) instanceof JsonArray array) {
      return array;
    }
    throw new IOException(what + " is not a JSON array");
  }

  private static JsonElement parse(byte[] document, String what) throws IOException {
    try {
      return JsonParser.parseString(new String(document, StandardCharsets.UTF_8));
    } catch (JsonParseException | StackOverflowError e) {
      throw new IOException(what + " is not JSON: " + e.getMessage(), e);
    }
  }

  private static @Nullable JsonElement member(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value == null || value.isJsonNull() ? null : value;
  }

  /** A string, or null. */
  public static @Nullable String text(JsonObject object, String name) throws IOException {
    JsonElement value = member(object, name);
    if (value == null) {
      return null;
    }
    if (!value.isJsonPrimitive()) {
      throw new IOException(name + " is not a string");
    }
    return value.getAsString();
  }

  /** A string, or another one. */
  public static String text(JsonObject object, String name, String otherwise) throws IOException {
    String value = text(object, name);
    return value == null ? otherwise : value;
  }

  /** A number, or null. */
  public static @Nullable Long number(JsonObject object, String name) throws IOException {
    JsonElement value = member(object, name);
    if (value == null) {
      return null;
    }
    try {
      return value.getAsLong();
    } catch (RuntimeException e) {
      throw new IOException(name + " is not a number", e);
    }
  }

  /** Whether it is there and true. */
  public static boolean flag(JsonObject object, String name) throws IOException {
    return "true".equals(text(object, name));
  }

  /** An object, or null. */
  public static @Nullable JsonObject child(JsonObject object, String name) throws IOException {
    JsonElement value = member(object, name);
    if (value == null || value instanceof JsonObject) {
      return (JsonObject) value;
    }
    throw new IOException(name + " is not an object");
  }

  /** The objects of an array; none if it is absent. */
  public static List<JsonObject> children(JsonObject object, String name) throws IOException {
    JsonElement value = member(object, name);
    return value == null ? List.of() : objects(value, name);
  }

  /** The objects of an array. */
  public static List<JsonObject> objects(JsonElement array, String what) throws IOException {
    var all = new ArrayList<JsonObject>();
    if (!(array instanceof JsonArray elements)) {
      throw new IOException(what + " is not an array");
    }
    for (JsonElement element : elements) {
      if (!(element instanceof JsonObject object)) {
        throw new IOException(what + " has an element that is no object");
      }
      all.add(object);
    }
    return all;
  }

  /** The strings of an array (or a single string, as old images have for commands), or null. */
  public static @Nullable List<String> texts(JsonObject object, String name) throws IOException {
    JsonElement value = member(object, name);
    if (value == null) {
      return null;
    }
    if (value.isJsonPrimitive()) {
      return List.of(value.getAsString());
    }
    if (!(value instanceof JsonArray array)) {
      throw new IOException(name + " is not an array");
    }
    var all = new ArrayList<String>();
    for (JsonElement element : array) {
      if (!element.isJsonPrimitive()) {
        throw new IOException(name + " has an element that is no string");
      }
      all.add(element.getAsString());
    }
    return List.copyOf(all);
  }

  /** The strings of an object by name, or null. */
  public static @Nullable Map<String, String> map(JsonObject object, String name)
      throws IOException {
    JsonObject value = child(object, name);
    if (value == null) {
      return null;
    }
    var all = new LinkedHashMap<String, String>();
    for (String key : value.keySet()) {
      all.put(key, text(value, key, ""));
    }
    return all;
  }

  /** What an object's {@code os}, {@code architecture} and {@code variant} say. */
  static Platform platform(JsonObject object) throws IOException {
    return new Platform(
        text(object, "os", ""), text(object, "architecture", ""), text(object, "variant", ""));
  }

  /** The names in an object whose values mean nothing, or null. */
  public static @Nullable Map<String, Map<String, String>> set(JsonObject object, String name)
      throws IOException {
    JsonObject value = child(object, name);
    if (value == null) {
      return null;
    }
    var all = new LinkedHashMap<String, Map<String, String>>();
    value.keySet().forEach(key -> all.put(key, Map.of()));
    return all;
  }
}

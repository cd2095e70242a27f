package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;

/** Short ways to make JSON. */
final class Json {
  private Json() {}

  /** An object of names and values: text, numbers, truth, or elements. */
  static JsonObject object(Object... pairs) {
    JsonObject object = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      object.add((String) pairs[i], element(pairs[i + 1]));
    }
    return object;
  }

  /** An array of text. */
  static JsonArray array(Collection<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static JsonElement element(Object value) {
    return switch (value) {
      case JsonElement e -> e;
      case String s -> new JsonPrimitive(s);
      case Boolean b -> new JsonPrimitive(b);
      case Number n -> new JsonPrimitive(n);
      default -> throw new IllegalArgumentException(String.valueOf(value));
    };
  }
}

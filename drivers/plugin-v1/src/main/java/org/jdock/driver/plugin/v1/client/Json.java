package org.jdock.driver.plugin.v1.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what may be missing, null or of another type than the protocol says. */
public final class Json {
  private Json() {}

  /** An object of names with text. */
  public static JsonObject of(Map<String, String> values) {
    var json = new JsonObject();
    values.forEach(json::addProperty);
    return json;
  }

  /** A list of texts. */
  public static JsonArray of(Collection<String> values) {
    var json = new JsonArray();
    values.forEach(json::add);
    return json;
  }

  /** A text; empty when there is none. */
  public static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  /** A truth; false when there is none. */
  public static boolean truth(JsonObject json, String name) {
    return text(json, name).equals("true");
  }

  /** An object; an empty one when there is none. */
  public static JsonObject object(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
  }

  /** The objects of a list. */
  public static List<JsonObject> objects(JsonObject json, String name) {
    var objects = new ArrayList<JsonObject>();
    if (json.get(name) instanceof JsonArray array) {
      for (JsonElement value : array) {
        if (value.isJsonObject()) {
          objects.add(value.getAsJsonObject());
        }
      }
    }
    return objects;
  }

  /** The texts of a list. */
  public static List<String> texts(JsonObject json, String name) {
    var texts = new ArrayList<String>();
    if (json.get(name) instanceof JsonArray array) {
      for (JsonElement value : array) {
        if (value.isJsonPrimitive()) {
          texts.add(value.getAsString());
        }
      }
    }
    return texts;
  }
}

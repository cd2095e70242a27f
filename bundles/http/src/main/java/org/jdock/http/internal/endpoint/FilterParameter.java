package org.jdock.http.internal.endpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jdock.api.Filters;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.wire.HttpProblem;

/**
 * The {@code filters} parameter: {@code {"label":["a","b"]}}, or as clients before 1.22 still send
 * it, {@code {"label":{"a":true}}}.
 */
final class FilterParameter {
  private FilterParameter() {}

  static Filters of(Request request) throws IOException {
    JsonElement json = request.queryJson("filters", JsonElement.class);
    if (json == null || json.isJsonNull()) {
      return Filters.NONE;
    }
    if (!(json instanceof JsonObject object)) {
      throw malformed();
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (var e : object.entrySet()) {
      values.put(e.getKey(), values(e.getValue()));
    }
    return new Filters(values);
  }

  private static List<String> values(JsonElement json) {
    if (json.isJsonArray()) {
      return StreamSupport.stream(json.getAsJsonArray().spliterator(), false)
          .map(FilterParameter::text)
          .toList();
    }
    if (json.isJsonObject()) {
      return json.getAsJsonObject().entrySet().stream()
          .filter(e -> !e.getValue().equals(new JsonPrimitive(false)))
          .map(Map.Entry::getKey)
          .toList();
    }
    throw malformed();
  }

  private static String text(JsonElement json) {
    if (!json.isJsonPrimitive()) {
      throw malformed();
    }
    return json.getAsString();
  }

  private static HttpProblem malformed() {
    return HttpProblem.badRequest("invalid filter: expected a map of lists of strings");
  }
}

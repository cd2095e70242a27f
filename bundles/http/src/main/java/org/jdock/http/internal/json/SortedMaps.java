package org.jdock.http.internal.json;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps with string keys, written in the order of their keys, as Go does: {@code Map.of} has another
 * order in each JVM. Null values are written, for Docker tells {@code "80/tcp": null} from no port.
 */
final class SortedMaps implements TypeAdapterFactory {
  @Override
  @SuppressWarnings("unchecked") // T is a Map<String, V>: its type arguments say so
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    if (!Map.class.isAssignableFrom(type.getRawType())) {
      return null;
    }
    TypeAdapter<Object> values;
    if (type.getType() instanceof ParameterizedType p && p.getActualTypeArguments().length == 2) {
      if (p.getActualTypeArguments()[0] != String.class) {
        throw new IllegalArgumentException("a JSON object's names are strings: " + type);
      }
      values = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(p.getActualTypeArguments()[1]));
    } else {
      values = gson.getAdapter(Object.class);
    }
    return (TypeAdapter<T>) new Adapter(values);
  }

  private static final class Adapter extends TypeAdapter<Map<String, @Nullable Object>> {
    private final TypeAdapter<Object> values;

    Adapter(TypeAdapter<Object> values) {
      this.values = values;
    }

    @Override
    public void write(JsonWriter out, @Nullable Map<String, @Nullable Object> map)
        throws IOException {
      if (map == null) {
        out.nullValue();
        return;
      }
      out.beginObject();
      for (var e : new TreeMap<>(map).entrySet()) {
        out.name(e.getKey());
        if (e.getValue() == null) {
          out.jsonValue("null");
        } else {
          values.write(out, e.getValue());
        }
      }
      out.endObject();
    }

    @Override
    public @Nullable Map<String, @Nullable Object> read(JsonReader in) throws IOException {
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        return null;
      }
      var map = new LinkedHashMap<String, @Nullable Object>();
      in.beginObject();
      while (in.hasNext()) {
        map.put(in.nextName(), values.read(in));
      }
      in.endObject();
      return map;
    }
  }
}

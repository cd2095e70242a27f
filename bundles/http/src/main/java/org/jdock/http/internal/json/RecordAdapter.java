package org.jdock.http.internal.json;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record as a JSON object: components in their order, named by {@link Names}, nulls by {@link
 * Nulls}, and what {@link Unset} has more. Reads names in any case, as Go does; skips unknown ones;
 * takes an absent one for null, zero or false.
 */
final class RecordAdapter<T> extends TypeAdapter<T> {
  private record Part(
      String name,
      Method getter,
      TypeAdapter<Object> adapter,
      @Nullable String whenNull,
      boolean hidden) {}

  private static final Map<Class<?>, Object> ZEROS =
      Map.of(
          boolean.class,
          false,
          int.class,
          0,
          long.class,
          0L,
          double.class,
          0.0,
          float.class,
          0f,
          short.class,
          (short) 0,
          byte.class,
          (byte) 0,
          char.class,
          (char) 0);

  private final Part[] parts;
  private final @Nullable Object[] absent;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<String, String> unset;
  private final Constructor<T> constructor;
  private final String simpleName;

  @SuppressWarnings("unchecked") // a record type's raw class is its class; getters give its types
  RecordAdapter(Gson gson, TypeToken<T> type) {
    var raw = (Class<T>) type.getRawType();
    simpleName = raw.getSimpleName();
    var components = raw.getRecordComponents();
    parts = new Part[components.length];
    absent = new Object[components.length];
    var types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      var c = components[i];
      types[i] = c.getType();
      var name = Names.of(simpleName, c.getName());
      var adapter = (TypeAdapter<Object>) gson.getAdapter(TypeToken.get(c.getGenericType()));
      c.getAccessor().setAccessible(true);
      var whenNull = Nulls.of(simpleName, c.getName());
      boolean hidden = Names.hidden(simpleName, c.getName());
      parts[i] = new Part(name, c.getAccessor(), adapter, whenNull, hidden);
      absent[i] = ZEROS.get(types[i]);
      if (!hidden) {
        byName.put(name, i);
        byName.putIfAbsent(name.toLowerCase(Locale.ROOT), i);
      }
    }
    unset = Unset.of(simpleName);
    try {
      constructor = raw.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its canonical constructor: " + raw, e);
    }
  }

  @Override
  public void write(JsonWriter out, @Nullable T value) throws IOException {
    if (value == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    for (Part p : parts) {
      if (p.hidden()) {
        continue;
      }
      Object v;
      try {
        v = p.getter().invoke(value);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException("reading " + simpleName + "." + p.name(), e);
      }
      if (v != null) {
        out.name(p.name());
        p.adapter().write(out, v);
      } else if (p.whenNull() != null) {
        out.name(p.name()).jsonValue(p.whenNull());
      }
    }
    for (var each : unset.entrySet()) {
      out.name(each.getKey()).jsonValue(each.getValue());
    }
    out.endObject();
  }

  @Override
  public @Nullable T read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    var values = absent.clone();
    in.beginObject();
    while (in.hasNext()) {
      var name = in.nextName();
      var i = byName.get(name);
      if (i == null) {
        i = byName.get(name.toLowerCase(Locale.ROOT));
      }
      if (i == null) {
        in.skipValue();
      } else {
        var v = parts[i].adapter().read(in);
        values[i] = v == null ? absent[i] : v;
      }
    }
    in.endObject();
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      var cause = e.getCause();
      if (cause instanceof RuntimeException r && !(cause instanceof NullPointerException)) {
        throw r;
      }
      throw new JsonParseException("incomplete " + simpleName, e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("making a " + simpleName, e);
    }
  }
}

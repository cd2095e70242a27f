package org.jdock.http.internal.json;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Booleans, numbers and strings that are read as Go reads them: from a JSON value of that very
 * type. (gson takes {@code "maybe"} for false, {@code "5"} for 5 and 5 for {@code "5"}.)
 */
final class StrictScalars implements TypeAdapterFactory {
  private static final Map<Class<?>, JsonToken> TYPES =
      Map.ofEntries(
          Map.entry(boolean.class, JsonToken.BOOLEAN),
          Map.entry(Boolean.class, JsonToken.BOOLEAN),
          Map.entry(int.class, JsonToken.NUMBER),
          Map.entry(Integer.class, JsonToken.NUMBER),
          Map.entry(long.class, JsonToken.NUMBER),
          Map.entry(Long.class, JsonToken.NUMBER),
          Map.entry(double.class, JsonToken.NUMBER),
          Map.entry(Double.class, JsonToken.NUMBER),
          Map.entry(String.class, JsonToken.STRING));

  @Override
  public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    var wanted = TYPES.get(type.getRawType());
    return wanted == null ? null : new Strict<>(gson.getDelegateAdapter(this, type), wanted);
  }

  private static final class Strict<T> extends TypeAdapter<T> {
    private final TypeAdapter<T> lenient;
    private final JsonToken wanted;

    Strict(TypeAdapter<T> lenient, JsonToken wanted) {
      this.lenient = lenient;
      this.wanted = wanted;
    }

    @Override
    public void write(JsonWriter out, @Nullable T value) throws IOException {
      lenient.write(out, value);
    }

    @Override
    public @Nullable T read(JsonReader in) throws IOException {
      var found = in.peek();
      if (found != wanted && found != JsonToken.NULL) {
        throw new JsonSyntaxException(
            "%s is not a %s but a %s".formatted(in.getPath(), word(wanted), word(found)));
      }
      return lenient.read(in);
    }

    private static String word(JsonToken token) {
      return switch (token) {
        case BEGIN_ARRAY -> "list";
        case BEGIN_OBJECT -> "object";
        default -> token.name().toLowerCase(Locale.ROOT);
      };
    }
  }
}

package org.jdock.http.internal.json;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Single values: times as RFC 3339, durations in nanoseconds, enums as lower-case words. */
final class Scalars {
  private Scalars() {}

  /**
   * An instant in Go's RFC3339Nano: UTC, as many decimals as are needed and no more.
   *
   * <p>({@code Instant.toString} pads to three, six or nine.)
   */
  static String rfc3339(Instant t) {
    var text = t.toString();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return text;
    }
    int end = text.length() - 1; // the Z
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, end) + "Z";
  }

  static final TypeAdapter<Instant> INSTANT =
      new TypeAdapter<Instant>() {
        @Override
        public void write(JsonWriter out, Instant value) throws IOException {
          out.value(rfc3339(value));
        }

        @Override
        public Instant read(JsonReader in) throws IOException {
          var text = in.nextString();
          try {
            return OffsetDateTime.parse(text).toInstant();
          } catch (DateTimeException e) {
            throw new JsonSyntaxException("not an RFC 3339 time: " + text, e);
          }
        }
      }.nullSafe();

  static final TypeAdapter<Duration> DURATION =
      new TypeAdapter<Duration>() {
        @Override
        public void write(JsonWriter out, Duration value) throws IOException {
          out.value(value.toNanos());
        }

        @Override
        public Duration read(JsonReader in) throws IOException {
          return Duration.ofNanos(in.nextLong());
        }
      }.nullSafe();

  static final TypeAdapter<Path> PATH =
      new TypeAdapter<Path>() {
        @Override
        public void write(JsonWriter out, Path value) throws IOException {
          out.value(value.toString());
        }

        @Override
        public Path read(JsonReader in) throws IOException {
          return Path.of(in.nextString());
        }
      }.nullSafe();

  /** {@code UNLESS_STOPPED} is {@code "unless-stopped"}. */
  static final TypeAdapterFactory ENUMS =
      new TypeAdapterFactory() {
        @Override
        @SuppressWarnings("unchecked") // an enum constant's declaring class is T
        public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
          var raw = (Class<T>) type.getRawType();
          if (!Enum.class.isAssignableFrom(raw) || raw == (Class<?>) Enum.class) {
            return null;
          }
          var constants =
              raw.isEnum() ? raw.getEnumConstants() : (T[]) raw.getSuperclass().getEnumConstants();
          return new EnumAdapter<>(constants).nullSafe();
        }
      };

  private static final class EnumAdapter<T> extends TypeAdapter<T> {
    private final T[] constants;

    EnumAdapter(T[] constants) {
      this.constants = constants;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.value(word(value));
    }

    @Override
    public T read(JsonReader in) throws IOException {
      var text = in.nextString();
      for (T c : constants) {
        if (word(c).equalsIgnoreCase(text)) {
          return c;
        }
      }
      throw new JsonSyntaxException("unknown value \"" + text + "\"");
    }

    private String word(T constant) {
      return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}

package org.jdock.container.internal.store;

import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Paths as text. */
final class PathAdapter extends TypeAdapter<Path> {
  @Override
  public void write(JsonWriter out, @Nullable Path path) throws IOException {
    if (path == null) {
      out.nullValue();
    } else {
      out.value(path.toString());
    }
  }

  @Override
  @SuppressWarnings("NullAway") // gson's own signature says nothing of null, but means it
  public @Nullable Path read(JsonReader in) throws IOException {
    if (in.peek() == JsonToken.NULL) {
      in.nextNull();
      return null;
    }
    return Path.of(in.nextString());
  }
}

package com.example.jdock.ndjson;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/** Release 1.0: a line is the common members; a position is {@code 1:<bytes of the file>}. */
final class Schema {
  /** What a later 1.x release appends to a position is passed over. */
  private static final Pattern POSITION = Pattern.compile("1:(\\d{1,18})(?::.*)?");

  private Schema() {}

  static long offset(String position) throws DriverException {
    Matcher m = POSITION.matcher(position);
    if (!m.matches()) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED, "ndjson 1.0 does not know the position " + position);
    }
    return Long.parseLong(m.group(1));
  }

  static Schema resume(LogTarget target, FileChannel file, @Nullable String position) {
    return new Schema();
  }

  void write(LogLine line, Writer out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.beginObject();
    Common.write(line, json);
    json.endObject();
  }

  String position(long offset) {
    return "1:" + offset;
  }
}

package com.example.jdock.ndjson;

import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jdock.spi.log.LogLine;

/**
 * Reads lines of every 1.x release: it knows the members that all of them write, and passes over
 * those that a later one adds. That is what makes a rollback possible.
 */
final class LineReader {
  private LineReader() {}

  static LogLine parse(String text) throws IOException {
    long time = 0;
    LogLine.Stream stream = LogLine.Stream.STDOUT;
    boolean complete = true;
    byte[] bytes = {};
    try (JsonReader json = new JsonReader(new StringReader(text))) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "ts" -> time = json.nextLong();
          case "stream" -> stream = LogLine.Stream.valueOf(json.nextString());
          case "partial" -> complete = !json.nextBoolean();
          case "line" -> bytes = json.nextString().getBytes(StandardCharsets.UTF_8);
          case "base64" -> bytes = Base64.getDecoder().decode(json.nextString());
          default -> json.skipValue();
        }
      }
      json.endObject();
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw new IOException("no line of this driver: " + text, e);
    }
    return new LogLine(time, stream, complete, bytes);
  }
}

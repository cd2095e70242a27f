package com.example.jdock.ndjson;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jdock.spi.log.LogLine;

/** The members that every 1.x release writes; none goes, or changes its meaning, before 2.0. */
final class Common {
  private Common() {}

  static void write(LogLine line, JsonWriter json) throws IOException {
    json.name("ts").value(line.timeNanos());
    json.name("stream").value(line.stream().name());
    if (!line.complete()) {
      json.name("partial").value(true);
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(line.bytes());
      String text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      json.name("line").value(text);
    } catch (CharacterCodingException e) {
      json.name("base64").value(Base64.getEncoder().encodeToString(line.bytes())); // no text
    }
  }
}

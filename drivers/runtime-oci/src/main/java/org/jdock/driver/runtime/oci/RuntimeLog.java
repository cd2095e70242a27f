package org.jdock.driver.runtime.oci;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log that runtimes write with {@code --log-format=json}: their errors, without guessing. */
final class RuntimeLog {
  private RuntimeLog() {}

  /** The last error's message; empty when there is none. */
  static String lastError(Path log) throws IOException {
    String last = "";
    if (Files.exists(log)) {
      for (String line : Files.readAllLines(log)) {
        String message = error(line);
        last = message.isEmpty() ? last : message;
      }
    }
    return last.strip();
  }

  private static String error(String line) {
    try {
      JsonObject entry = JsonParser.parseString(line).getAsJsonObject();
      String level = entry.get("level").getAsString();
      return level.equals("error") || level.equals("fatal") ? entry.get("msg").getAsString() : "";
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      return ""; // a line torn by a crash
    }
  }
}

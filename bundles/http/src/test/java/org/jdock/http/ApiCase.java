package org.jdock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A front end on fakes of the engine, for one test. */
@Timeout(60)
abstract class ApiCase {
  @TempDir Path dir;
  ApiFixture api;

  @BeforeEach
  void start() throws Exception {
    api = new ApiFixture(dir);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  JsonElement json(String path) throws Exception {
    var answer = api.get(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return JsonParser.parseString(answer.body());
  }

  JsonObject first(String path) throws Exception {
    return json(path).getAsJsonArray().get(0).getAsJsonObject();
  }

  void refused(int status, String message, String method, String path, String body)
      throws Exception {
    var answer = api.call(method, path, body);
    assertEquals(status, answer.statusCode(), answer.body());
    var said = JsonParser.parseString(answer.body()).getAsJsonObject().get("message");
    assertTrue(said.getAsString().contains(message), answer.body());
  }

  String create(String body) throws Exception {
    var answer = api.call("POST", "/containers/create?name=box", body);
    assertEquals(201, answer.statusCode(), answer.body());
    return JsonParser.parseString(answer.body()).getAsJsonObject().get("Id").getAsString();
  }

  static String line(java.io.InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      text.append((char) c);
    }
    return text.toString().strip();
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}

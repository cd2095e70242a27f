package org.jdock.http.internal.endpoint;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jdock.api.image.RegistryAuth;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** {@code X-Registry-Auth}: base64url of {@code {"username":…,"password":…,…}}. */
final class RegistryAuthHeader {
  private RegistryAuthHeader() {}

  static RegistryAuth of(Request request) {
    var header = request.header("X-Registry-Auth");
    if (header == null || header.isBlank()) {
      return RegistryAuth.NONE;
    }
    try {
      var url = header.strip().replace('+', '-').replace('/', '_');
      var text = new String(Base64.getUrlDecoder().decode(url), StandardCharsets.UTF_8);
      var json = JsonParser.parseString(text);
      if (json.isJsonNull()) {
        return RegistryAuth.NONE;
      }
      return credentials(json.getAsJsonObject());
    } catch (IllegalArgumentException | IllegalStateException | JsonParseException e) {
      // Without the cause, which may quote a password.
      throw HttpProblem.badRequest("invalid X-Registry-Auth header: not base64url of JSON");
    }
  }

  /** Which registry they are for; empty for Docker's own. */
  static String server(JsonObject json) {
    var server = text(json, "serveraddress");
    return server == null ? "" : server;
  }

  static RegistryAuth credentials(JsonObject json) {
    var user = text(json, "username");
    var password = text(json, "password");
    var both = text(json, "auth");
    if (user == null && both != null) {
      var pair = new String(Base64.getDecoder().decode(both), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      user = colon < 0 ? pair : pair.substring(0, colon);
      password = colon < 0 ? "" : pair.substring(colon + 1);
    }
    return new RegistryAuth(
        user, password, text(json, "identitytoken"), text(json, "registrytoken"));
  }

  private static @Nullable String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonPrimitive p && !p.getAsString().isEmpty()
        ? p.getAsString()
        : null;
  }
}

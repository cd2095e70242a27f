package org.jdock.itest.images.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A name and a password for HTTP basic authentication. */
public record Credentials(String user, String password) {
  String header() {
    var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}

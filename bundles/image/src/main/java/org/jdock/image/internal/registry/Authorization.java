package org.jdock.image.internal.registry;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.reference.Reference;
import org.jspecify.annotations.Nullable;

/** Makes the Authorization header that a registry asked for. Thread-safe. */
final class Authorization {
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http;
  private final Reference reference;
  private final RegistryAuth auth;
  private final RegistryClient.Access access;
  private @Nullable Challenge challenge;
  private @Nullable String header;

  Authorization(
      HttpClient http, Reference reference, RegistryAuth auth, RegistryClient.Access access) {
    this.access = access;
    this.http = http;
    this.reference = reference;
    this.auth = auth;
  }

  synchronized void challenge(@Nullable Challenge asked) {
    challenge = asked;
    header = null;
  }

  /** The header's value; null when nothing was asked for. */
  synchronized @Nullable String header() throws IOException {
    Challenge asked = challenge;
    if (asked == null) {
      return null;
    }
    if (header == null) {
      header = asked.scheme().equals("bearer") ? "Bearer " + token(asked) : required();
    }
    return header;
  }

  /** A token may have run out: the next header has a new one. False if that cannot help. */
  synchronized boolean renew() {
    boolean bearer = challenge != null && challenge.scheme().equals("bearer");
    boolean had = header != null;
    header = null;
    return bearer && had && auth.registryToken() == null;
  }

  private String required() {
    String basic = basic();
    if (basic == null) {
      throw new ProblemException(Problem.UNAUTHORIZED, "no basic auth credentials");
    }
    return basic;
  }

  private @Nullable String basic() {
    if (auth.username() == null || auth.password() == null) {
      return null;
    }
    byte[] pair = (auth.username() + ":" + auth.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private String token(Challenge asked) throws IOException {
    if (auth.registryToken() != null) {
      return auth.registryToken();
    }
    String service = asked.parameters().getOrDefault("service", "");
    String scope =
        access.scope().isEmpty() ? "" : "repository:" + reference.path() + ":" + access.scope();
    String realm = asked.parameters().getOrDefault("realm", "");
    HttpRequest request =
        auth.identityToken() == null
            ? byGet(realm, service, scope)
            : byRefresh(realm, service, scope, auth.identityToken());
    HttpResponse<InputStream> answer = send(http, request);
    byte[] body;
    try (InputStream in = answer.body()) {
      body = in.readNBytes(Json.LIMIT);
    }
    if (answer.statusCode() != 200) {
      throw RegistryErrors.refused(answer.statusCode(), body, reference, request.uri());
    }
    JsonObject json = Json.object(body, "the token");
    String token = Json.text(json, "token", Json.text(json, "access_token", ""));
    if (token.isEmpty()) {
      throw new IOException("authorization server did not include a token in the response");
    }
    return token;
  }

  private HttpRequest byGet(String realm, String service, String scope) throws IOException {
    var asked = new LinkedHashMap<String, String>();
    asked.put("service", service);
    asked.put("scope", scope);
    asked.put("account", auth.username() == null ? "" : auth.username());
    asked.values().removeIf(String::isEmpty);
    String query =
        asked.entrySet().stream()
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(realm + (realm.contains("?") ? "&" : "?") + query))
            .timeout(ANSWER);
    String basic = basic();
    return (basic == null ? request : request.header("Authorization", basic)).build();
  }

  private static HttpRequest byRefresh(String realm, String service, String scope, String refresh)
      throws IOException {
    String form =
        "grant_type=refresh_token&client_id=docker&service="
            + encoded(service)
            + "&scope="
            + encoded(scope)
            + "&refresh_token="
            + encoded(refresh);
    return HttpRequest.newBuilder(uri(realm))
        .timeout(ANSWER)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
  }

  private static URI uri(String text) throws IOException {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("invalid token auth challenge realm: " + text, e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Sends, as an {@link IOException} when interrupted. */
  static HttpResponse<InputStream> send(HttpClient http, HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("context canceled", e);
    }
  }
}

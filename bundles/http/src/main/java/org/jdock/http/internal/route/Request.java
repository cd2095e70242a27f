package org.jdock.http.internal.route;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.listen.Peer;
import org.jdock.http.internal.wire.Exchange;
import org.jdock.http.internal.wire.HttpProblem;
import org.jspecify.annotations.Nullable;

/** What a client asks, read as Docker reads it. Belongs to the handler's thread. */
public final class Request {
  private final Exchange exchange;
  private final Json json;
  private final ApiVersion version;
  private final Map<String, String> parameters;
  private final Map<String, List<String>> query;

  Request(
      Exchange exchange,
      Json json,
      ApiVersion version,
      Map<String, String> parameters,
      Map<String, List<String>> query) {
    this.exchange = exchange;
    this.json = json;
    this.version = version;
    this.parameters = parameters;
    this.query = query;
  }

  /** The version the client speaks; {@link ApiVersion#MAX} if it names none. */
  public ApiVersion version() {
    return version;
  }

  /** A parameter of the path, decoded, never empty. */
  public String path(String name) {
    var value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /** The first value of a query parameter; empty if it is absent. */
  public String query(String name) {
    return query.getOrDefault(name, List.of("")).getFirst();
  }

  /** Whether a query parameter is there, even if empty. */
  public boolean has(String name) {
    return query.containsKey(name);
  }

  /** All values of a query parameter, in their order. */
  public List<String> queryAll(String name) {
    return List.copyOf(query.getOrDefault(name, List.of()));
  }

  /** A switch: false if absent, empty, {@code 0}, {@code no}, {@code false} or {@code none}. */
  public boolean flag(String name) {
    return switch (query(name).strip().toLowerCase(Locale.ROOT)) {
      case "", "0", "no", "false", "none" -> false;
      default -> true;
    };
  }

  /** A switch with a value of its own when absent. */
  public boolean flag(String name, boolean whenAbsent) {
    return has(name) ? flag(name) : whenAbsent;
  }

  /**
   * A number; {@code whenAbsent} if the parameter is absent or empty.
   *
   * @throws HttpProblem 400 if it is none
   */
  public long number(String name, long whenAbsent) {
    var text = query(name);
    if (text.isEmpty()) {
      return whenAbsent;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw HttpProblem.badRequest(
          "invalid value for %s: \"%s\" is not a whole number".formatted(name, text));
    }
  }

  /** As {@link #number}, within the range of int. */
  public int integer(String name, int whenAbsent) {
    long n = number(name, whenAbsent);
    if (n != (int) n) {
      throw HttpProblem.badRequest("invalid value for %s: %d is out of range".formatted(name, n));
    }
    return (int) n;
  }

  /** The first header of that name, in any case; null if there is none. */
  public @Nullable String header(String name) {
    return exchange.head().header(name);
  }

  /** Whether the client asks for the connection itself ({@code Upgrade: tcp}). */
  public boolean wantsUpgrade() {
    return exchange.head().upgrade() != null;
  }

  /** The body as a stream, of which nothing was read ahead. */
  public InputStream body() {
    return exchange.body();
  }

  /** The body's length in bytes; -1 if that is not known ahead. */
  public long bodyLength() {
    return exchange.head().length();
  }

  /**
   * The body as JSON.
   *
   * @throws HttpProblem 400 if it is missing, malformed, of another content type, or does not fit
   */
  public <T> T json(Class<T> type) throws IOException {
    T value = read(type);
    if (value == null) {
      throw HttpProblem.badRequest("invalid JSON: got EOF while reading request body");
    }
    return value;
  }

  /** The body as JSON, or {@code whenAbsent} if there is none. Errors as {@link #json}. */
  public <T> T json(Class<T> type, T whenAbsent) throws IOException {
    T value = read(type);
    return value == null ? whenAbsent : value;
  }

  /**
   * A query parameter as JSON ({@code filters}, {@code buildargs}); null if absent or empty.
   *
   * @throws HttpProblem 400 if it is malformed
   */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as gson, whose type tokens say what T is
  public <T> @Nullable T queryJson(String name, Type type) throws IOException {
    var text = query(name);
    if (text.isEmpty()) {
      return null;
    }
    return parse(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        type,
        "invalid value for " + name);
  }

  /**
   * A part of the body as a value.
   *
   * @throws HttpProblem 400 if it does not fit or is the JSON null
   */
  public <T> T part(JsonElement tree, Class<T> type) {
    try {
      T value = json.read(tree, type);
      if (value == null) {
        throw HttpProblem.badRequest("invalid JSON: null");
      }
      return value;
    } catch (JsonParseException | IllegalArgumentException e) {
      throw HttpProblem.badRequest("invalid JSON: " + reason(e));
    }
  }

  /** Who asks, where the transport can tell. */
  public @Nullable Peer peer() {
    return exchange.peer();
  }

  private <T> @Nullable T read(Class<T> type) throws IOException {
    if (exchange.head().length() == 0) {
      return null;
    }
    var content = header("Content-Type");
    if (content != null && !mediaType(content).equals("application/json")) {
      throw HttpProblem.badRequest(
          "unsupported Content-Type header (%s): must be 'application/json'".formatted(content));
    }
    return parse(exchange.jsonBody(), type, "invalid JSON");
  }

  private static String mediaType(String content) {
    int semicolon = content.indexOf(';');
    return (semicolon < 0 ? content : content.substring(0, semicolon))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // as gson, whose type tokens say what T is
  private <T> @Nullable T parse(InputStream in, Type type, String complaint) throws IOException {
    try {
      return json.read(in, type);
    } catch (JsonParseException | IllegalArgumentException e) {
      throw HttpProblem.badRequest(complaint + ": " + reason(e));
    }
  }

  /** Without gson's class names, links and advice to programmers, which tell a client nothing. */
  private static String reason(RuntimeException e) {
    Throwable t = e;
    while (t.getCause() != null
        && (t.getMessage() == null || t.getMessage().contains("Exception"))) {
      t = t.getCause();
    }
    var text = String.valueOf(t.getMessage()).lines().findFirst().orElse("");
    return t instanceof EOFException
        ? text.replaceFirst("^End of input", "unexpected EOF")
        : text.replaceFirst("^Use JsonReader.* to accept malformed JSON", "malformed");
  }
}

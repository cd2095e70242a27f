package org.jdock.http.internal.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.wire.Exchange;
import org.jdock.http.internal.wire.ExchangeHandler;
import org.jdock.http.internal.wire.HttpProblem;

/**
 * Docker's way from a request line to a handler: an optional version prefix, checked against what
 * is supported; the table of routes; then the known gaps (501); then 404. Thread-safe.
 */
public final class Router implements ExchangeHandler {
  private static final Pattern VERSIONED = Pattern.compile("/v([0-9.]+)(/.*)");

  private final Json json;
  private final RouteTable<Route> routes = new RouteTable<>();
  private final RouteTable<Missing> gaps = new RouteTable<>();

  /** Serves {@code routes}, and names the {@code gaps}. */
  public Router(Json json, List<Route> routes, List<Missing> gaps) {
    this.json = json;
    routes.forEach(r -> this.routes.add(r.method(), r.path(), r));
    gaps.forEach(g -> this.gaps.add(g.method(), g.path(), g));
  }

  /**
   * The headers that Docker puts on every answer.
   *
   * @param server the Server header: {@code jdock/0.1.0 (linux)}
   */
  public static Map<String, String> headers(String server) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Api-Version", ApiVersion.MAX.toString());
    headers.put("Docker-Experimental", "false");
    headers.put("Ostype", "linux");
    headers.put("Server", server);
    return headers;
  }

  @Override
  public void handle(Exchange exchange) throws Exception {
    var head = exchange.head();
    var target = head.target();
    int question = target.indexOf('?');
    var path = question < 0 ? target : target.substring(0, question);
    var query = question < 0 ? "" : target.substring(question + 1);
    var version = "";
    var versioned = VERSIONED.matcher(path);
    if (versioned.matches()) {
      version = versioned.group(1);
      path = versioned.group(2);
    }
    var found = routes.find(head.method(), path);
    if (found == null) {
      throw absent(head.method(), path);
    }
    var api = version.isEmpty() ? ApiVersion.MAX : ApiVersion.parse(version).supported();
    var request = new Request(exchange, json, api, found.parameters(), Query.parse(query));
    found.target().handler().handle(request, new Response(exchange, json));
  }

  private HttpProblem absent(String method, String path) {
    var gap = gaps.find(method, path);
    return gap == null
        ? new HttpProblem(404, "page not found")
        : new HttpProblem(
            501, "%s %s is not supported: %s".formatted(method, path, gap.target().why()));
  }
}

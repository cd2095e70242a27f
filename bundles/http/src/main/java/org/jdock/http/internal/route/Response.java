package org.jdock.http.internal.route;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import org.jdock.http.internal.hijack.RawStream;
import org.jdock.http.internal.json.Json;
import org.jdock.http.internal.json.JsonBytes;
import org.jdock.http.internal.listen.Duplex;
import org.jdock.http.internal.wire.Exchange;

/**
 * How a request is answered: by exactly one of {@link #json}, {@link #list}, {@link #text}, {@link
 * #empty}, {@link #error}, {@link #stream} and {@link #hijack}. Belongs to the handler's thread,
 * but for {@link #onClientGone} and {@link #onStop}.
 */
public final class Response {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  /** Raw bytes, of a terminal or of a client older than 1.42. */
  public static final String RAW_STREAM = "application/vnd.docker.raw-stream";

  /** Framed by {@link org.jdock.http.internal.hijack.StdCopy}. */
  public static final String MULTIPLEXED_STREAM = "application/vnd.docker.multiplexed-stream";

  private final Exchange exchange;
  private final Json json;

  Response(Exchange exchange, Json json) {
    this.exchange = exchange;
    this.json = json;
  }

  /** Adds a header; before the answer itself. A line end in it is refused. */
  public Response header(String name, String value) {
    exchange.header(name, value);
    return this;
  }

  /** A record, map or {@link JsonBytes} as JSON. */
  public void json(int status, Object value) throws IOException {
    json.write(value, exchange.respond(status, JSON));
  }

  /** A value as a tree, to add to it or take from it before it is sent. */
  public JsonElement tree(Object value) {
    return json.tree(value);
  }

  /** A value's bytes, to be kept. */
  public JsonBytes bytes(Object value) {
    return new JsonBytes(json.bytes(value));
  }

  /** A JSON list, written element by element; elements as for {@link #json}. */
  public void list(int status, Iterator<?> values) throws IOException {
    json.writeList(values, exchange.respond(status, JSON));
  }

  /** Plain text, without a line end of its own. */
  public void text(int status, String text) throws IOException {
    exchange
        .respond(status, "text/plain; charset=utf-8")
        .write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 204. */
  public void noContent() throws IOException {
    empty(204);
  }

  /** A status and no body (304, a HEAD). */
  public void empty(int status) throws IOException {
    exchange.respond(status, null);
  }

  /** Docker's error form: {@code {"message": …}}. */
  public void error(int status, String message) throws IOException {
    json(status, Map.of("message", message));
  }

  /**
   * 200 and a body of unknown length. {@code flush()} sends what was written since the last one, at
   * first together with the head, and does so even if nothing was written: flush at once when the
   * first byte may be long in coming. Closing it is optional and ends nothing.
   */
  public OutputStream stream(String contentType) throws IOException {
    return exchange.respond(200, contentType);
  }

  /** One line of a JSON stream (progress, events, stats), sent at once. */
  public void line(OutputStream stream, Object value) throws IOException {
    json.write(value, stream);
    stream.flush();
  }

  /**
   * The last line of a JSON stream, sent in one piece with the stream's end: a client that wants no
   * more than this line may be gone a moment after it has it.
   */
  public void lastLine(OutputStream stream, Object value) throws IOException {
    json.write(value, stream);
  }

  /**
   * Takes the connection out of HTTP: {@code 101 UPGRADED}, or 200 for who asked for no upgrade.
   */
  public RawStream hijack(String contentType) throws IOException {
    return exchange.hijack(contentType);
  }

  /**
   * Has {@code callback} run, on a thread of its own, when the client leaves before the answer is
   * complete. It should end whatever the handler waits for (close a subscription, interrupt a
   * wait). Forgotten when the handler returns.
   */
  public Duplex.Watch onClientGone(Runnable callback) {
    return exchange.onClientGone(callback);
  }

  /** As {@link #onClientGone}, when the server begins to stop: for answers that never end. */
  public Duplex.Watch onStop(Runnable callback) {
    return exchange.onStop(callback);
  }
}

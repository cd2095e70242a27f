package org.jdock.http.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jdock.http.internal.hijack.RawStream;
import org.jdock.http.internal.listen.Duplex;
import org.jdock.http.internal.listen.Peer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. Belongs to the connection's thread; only {@link #onClientGone} and
 * {@link #onStop} may be called by others.
 */
public final class Exchange {
  private final RequestHead head;
  private final Duplex duplex;
  private final Wire wire;
  private final RequestBody body;
  private final OutputStream out;
  private final Headers headers;
  private final Signal gone = new Signal();
  private final Signal stop;
  private final int maxJson;
  private @Nullable ResponseBody response;
  private boolean keepAlive;
  private boolean hijacked;
  private int status;
  private Duplex.@Nullable Watch watch;

  Exchange(
      RequestHead head,
      Duplex duplex,
      Wire wire,
      String common,
      int maxJson,
      Signal stop,
      boolean close) {
    this.head = head;
    this.duplex = duplex;
    this.wire = wire;
    this.out = new ClientOutput(duplex.out());
    this.body = new RequestBody(wire.body(head), head.length() == 0, head.expectsContinue(), out);
    this.headers = new Headers(common);
    this.stop = stop;
    this.maxJson = maxJson;
    this.keepAlive = head.keepAlive() && !close;
  }

  public RequestHead head() {
    return head;
  }

  /** The request's body, streamed: nothing of it is read before the handler does. */
  public InputStream body() {
    return body;
  }

  /**
   * The body for reading JSON from it.
   *
   * @throws HttpProblem 413, here or while it is read, if it is longer than the limit
   */
  public InputStream jsonBody() {
    if (head.length() > maxJson) {
      throw BoundedBody.tooLarge(maxJson);
    }
    return new BoundedBody(body, maxJson);
  }

  /** Who asks, where the transport can tell. */
  public @Nullable Peer peer() {
    return duplex.peer();
  }

  /** Adds a header to the answer; to be called before {@link #respond}. */
  public void header(String name, String value) {
    headers.add(name, value);
  }

  /** The answer's status; 0 as long as there is none. */
  public int status() {
    return status;
  }

  /**
   * Begins the answer. Nothing is sent before the first {@code flush()}, the buffer's overflow (64
   * KiB), or the handler's return: until then a failure can still become an error answer.
   *
   * @param type the Content-Type, or null for none
   */
  public OutputStream respond(int code, @Nullable String type) throws IOException {
    if (response != null || hijacked) {
      throw new IllegalStateException("this request is answered already");
    }
    // A body that was not read, and will not be, must not be taken for the next request.
    if (keepAlive && !body.drainable()) {
      keepAlive = false;
    }
    if (type != null) {
      headers.add("Content-Type", type);
    }
    var framing =
        head.method().equals("HEAD") || code == 204 || code == 304
            ? ResponseBody.Framing.NONE
            : head.http11() ? ResponseBody.Framing.CHUNKED : ResponseBody.Framing.CLOSE;
    if (framing == ResponseBody.Framing.CLOSE) {
      // Whether it will be streamed is not known yet; HTTP/1.0 clients are too rare to find out.
      keepAlive = false;
    }
    if (!keepAlive) {
      headers.add("Connection", "close");
    }
    status = code;
    response = new ResponseBody(out, code, headers, framing);
    return response;
  }

  /**
   * Leaves HTTP: answers {@code 101 UPGRADED} if the client asked for an upgrade, else {@code 200
   * OK}, as Docker does, and hands over the connection. What is left of the request's body is read
   * away first.
   *
   * @param type {@code application/vnd.docker.raw-stream} or {@code …multiplexed-stream}
   */
  public RawStream hijack(String type) throws IOException {
    if (response != null || hijacked) {
      throw new IllegalStateException("this request is answered already");
    }
    if (!body.drain(Integer.MAX_VALUE)) {
      throw HttpProblem.badRequest("a request body that waits for 100 Continue cannot be hijacked");
    }
    hijacked = true;
    keepAlive = false;
    headers.add("Content-Type", type);
    var upgrade = head.upgrade();
    status = upgrade == null ? 200 : 101;
    if (upgrade != null) {
      headers.add("Connection", "Upgrade");
      headers.add("Upgrade", upgrade);
    }
    out.write(headers.bytes(status, upgrade == null ? null : "UPGRADED"));
    return new RawStream(wire.raw(), out, duplex::shutdownOutput);
  }

  /**
   * Has {@code callback} run, on a thread of its own, when the client leaves before the answer is
   * complete; at once if it already has. It should end whatever the handler waits for. Forgotten
   * when the exchange ends.
   */
  public Duplex.Watch onClientGone(Runnable callback) {
    synchronized (gone) {
      if (watch == null) {
        watch = duplex.onGone(gone::give);
      }
    }
    return gone.on(callback);
  }

  /**
   * Has {@code callback} run when the server begins to stop. For answers without an end of their
   * own (events, followed logs, attachments): others are given the time to finish. Forgotten when
   * the exchange ends.
   */
  public Duplex.Watch onStop(Runnable callback) {
    return stop.on(callback);
  }

  /** Whether bytes of the answer may have left. */
  boolean committed() {
    return hijacked || (response != null && response.committed());
  }

  /** Replaces an answer of which nothing has left by an error. */
  boolean fail(int code, byte[] json, int drainBytes) throws IOException {
    response = null;
    headers.reset();
    if (code == 413) {
      // What is too long to be read is not read away either.
      keepAlive = false;
    }
    respond(code, "application/json").write(json);
    return finish(drainBytes);
  }

  /**
   * Completes the answer.
   *
   * @return whether the connection can carry another request
   */
  boolean finish(int drainBytes) throws IOException {
    endWatch();
    if (hijacked) {
      return false;
    }
    if (response == null) {
      throw new IllegalStateException("no answer to " + head.method() + " " + head.target());
    }
    response.finish();
    return keepAlive && body.drain(drainBytes);
  }

  void endWatch() {
    synchronized (gone) {
      if (watch != null) {
        watch.close();
        watch = null;
      }
    }
  }

  /** Tells the client's departure from the handler's own input and output failing. */
  private static final class ClientOutput extends OutputStream {
    private final OutputStream to;

    ClientOutput(OutputStream to) {
      this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
      try {
        to.write(b, off, len);
      } catch (IOException e) {
        throw new ClientGone("writing to the client", e);
      }
    }
  }
}

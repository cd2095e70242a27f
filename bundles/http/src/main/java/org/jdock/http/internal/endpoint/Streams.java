package org.jdock.http.internal.endpoint;

import java.io.IOException;
import java.io.InputStream;
import org.jdock.api.container.StreamSession;
import org.jdock.http.internal.hijack.StdCopy;
import org.jdock.http.internal.route.Request;
import org.jdock.http.internal.route.Response;
import org.jdock.http.internal.wire.HttpProblem;

/** Sessions over connections: framed for two streams, raw for a terminal's one. */
final class Streams {
  private Streams() {}

  /** Runs a session over the connection itself, which leaves HTTP. */
  static void hijack(
      StreamSession session, boolean stdin, DetachKeys keys, Request request, Response response)
      throws IOException {
    boolean raw = session.terminal();
    var connection = response.hijack(type(request, raw));
    try (var ends = Interruption.ofEndless(response)) {
      InputStream in = null;
      if (stdin) {
        in = raw ? keys.guard(connection.in(), ends::now) : connection.in();
      }
      if (raw) {
        session.run(in, connection.out(), connection.out());
      } else {
        var frames = new StdCopy(connection.out());
        session.run(in, frames.stdout(), frames.stderr());
      }
    } catch (InterruptedException e) {
      // The client left or detached, or the server stops: either way the connection ends here.
    }
  }

  /** Runs a session as the body of an answer. */
  static void send(StreamSession session, Request request, Response response) throws IOException {
    boolean raw = session.terminal();
    var out = response.stream(type(request, raw));
    out.flush();
    try (var ends = Interruption.ofEndless(response)) {
      if (raw) {
        session.run(null, out, out);
      } else {
        var frames = new StdCopy(out);
        session.run(null, frames.stdout(), frames.stderr());
      }
      out.flush();
    } catch (InterruptedException e) {
      // Likewise: what was sent so far is an answer in itself.
    }
  }

  private static String type(Request request, boolean raw) {
    return raw || !request.version().atLeast(42)
        ? Response.RAW_STREAM
        : Response.MULTIPLEXED_STREAM;
  }

  /** A terminal's width or height. */
  static int size(Request request, String name) {
    if (request.query(name).isEmpty()) {
      throw HttpProblem.badRequest("invalid terminal size: %s is missing".formatted(name));
    }
    int n = request.integer(name, 0);
    if (n < 0 || n > 0xffff) {
      throw HttpProblem.badRequest("invalid terminal size: %s is %d".formatted(name, n));
    }
    return n;
  }
}

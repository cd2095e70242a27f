package org.jdock.http.internal.wire;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.http.internal.listen.Duplex;
import org.jspecify.annotations.Nullable;

/** One client's connection: its requests one after another, on its own virtual thread. */
final class Connection implements Runnable {
  private static final Logger LOG = LogManager.getLogger(Connection.class);

  private enum State {
    /** Between requests: may be closed at any time. */
    IDLE,
    ACTIVE,
    /** Active, and to be closed after the answer. */
    LAST,
    CLOSED
  }

  /** An answer that was begun and could not be completed: only the connection's end can tell. */
  private static final class CutOff extends IOException {
    private static final long serialVersionUID = 1L;

    CutOff(String why, Throwable cause) {
      super("the answer was cut off: " + why, cause);
    }
  }

  /** What all connections of a server share. */
  record Setup(Limits limits, String common, ExchangeHandler handler, ProblemMapper problems) {}

  private final Duplex duplex;
  private final Setup setup;
  private final Wire wire;
  private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
  private volatile Signal stop = new Signal();
  private volatile @Nullable Thread thread;

  Connection(Duplex duplex, Setup setup) {
    this.duplex = duplex;
    this.setup = setup;
    this.wire = new Wire(duplex, setup.limits());
  }

  @Override
  public void run() {
    thread = Thread.currentThread();
    boolean polite = false;
    try {
      boolean more = true;
      while (more && wire.awaitRequest()) {
        stop = new Signal();
        if (!state.compareAndSet(State.IDLE, State.ACTIVE)) {
          break;
        }
        polite = true;
        more = one() && state.compareAndSet(State.ACTIVE, State.IDLE);
        polite = !more;
      }
    } catch (IOException e) {
      LOG.debug("A connection to {} broke off: {}", duplex.local(), e.toString());
      polite = false;
    } catch (RuntimeException | Error e) {
      LOG.error("A connection to {} failed", duplex.local(), e);
    } finally {
      if (polite) {
        linger();
      }
      duplex.close();
    }
  }

  /** Lets an idle connection go at once, a busy one after its answer; endless answers are told. */
  void stopGently() {
    if (state.compareAndSet(State.IDLE, State.CLOSED)) {
      duplex.close();
    } else if (state.compareAndSet(State.ACTIVE, State.LAST)) {
      Thread.ofVirtual().name("http-stopping").start(() -> stop.give());
    }
  }

  /** Breaks the connection off, whatever its handler does. */
  void kill() {
    state.set(State.CLOSED);
    duplex.close();
    var t = thread;
    if (t != null) {
      t.interrupt();
    }
  }

  /** Returns whether another request may follow. */
  private boolean one() throws IOException {
    long start = System.nanoTime();
    RequestHead head = null;
    Exchange exchange = null;
    int status = 0;
    var note = "";
    try {
      head = wire.head();
      if (head == null) {
        return false;
      }
      exchange =
          new Exchange(
              head,
              duplex,
              wire,
              setup.common(),
              setup.limits().maxJson(),
              stop,
              state.get() != State.ACTIVE);
      boolean more = answer(exchange);
      status = exchange.status();
      return more;
    } catch (ClientGone e) {
      status = AuditLog.CLIENT_GONE;
      note = " (client gone)";
      throw e;
    } catch (CutOff e) {
      status = exchange == null ? 0 : exchange.status();
      note = " (cut off)";
      throw e;
    } catch (HttpProblem e) {
      // Without a head there is no telling where the next request would begin.
      status = e.status();
      var headers = new Headers(setup.common());
      headers.add("Content-Type", "application/json");
      headers.add("Connection", "close");
      var body = new ResponseBody(duplex.out(), status, headers, ResponseBody.Framing.CLOSE);
      body.write(message(e.text()));
      body.finish();
      return false;
    } finally {
      if (status != 0 || head != null) {
        AuditLog.log(head, status, note, duplex.peer(), duplex.local(), System.nanoTime() - start);
      }
    }
  }

  private boolean answer(Exchange exchange) throws IOException {
    try {
      setup.handler().handle(exchange);
      return exchange.finish(setup.limits().drainBytes());
    } catch (ClientGone e) {
      throw e;
    } catch (Exception | Error e) {
      return fail(exchange, e);
    } finally {
      exchange.endWatch();
    }
  }

  private boolean fail(Exchange exchange, Throwable failure) throws IOException {
    var told =
        failure instanceof HttpProblem p
            ? new ProblemMapper.Answer(p.status(), p.text())
            : setup.problems().map(failure);
    var head = exchange.head();
    if (told.status() >= 500 && told.status() != 501 && told.status() != 503) {
      LOG.error("{} {} failed", head.method(), head.target(), failure);
    }
    if (exchange.committed()) {
      throw new CutOff(told.message(), failure);
    }
    return exchange.fail(told.status(), message(told.message()), setup.limits().drainBytes());
  }

  private static byte[] message(String text) {
    return ("{\"message\":" + new JsonPrimitive(text) + "}\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Waits for the client to end its side too, for a while. A socket closed with unread bytes in it
   * makes the client see a reset where it should see the end of the answer.
   */
  private void linger() {
    try {
      duplex.shutdownOutput();
      duplex.readTimeout(setup.limits().linger());
      long end = System.nanoTime() + setup.limits().linger().toNanos();
      var waste = new byte[8192];
      while (System.nanoTime() < end && duplex.in().read(waste) >= 0) {
        // Read away.
      }
    } catch (IOException e) {
      LOG.trace("Lingering on {} ended with {}", duplex.local(), e.toString());
    }
  }
}

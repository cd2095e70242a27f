package org.jdock.http.internal.wire;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.http.internal.listen.Duplex;
import org.jdock.http.internal.listen.Listener;

/** HTTP/1.1 on any number of listeners, a virtual thread per connection. Thread-safe. */
public final class HttpServer {
  private static final Logger LOG = LogManager.getLogger(HttpServer.class);

  private final Connection.Setup setup;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong count = new AtomicLong();
  private volatile boolean stopping;

  /**
   * A server without listeners yet.
   *
   * @param common headers of every answer, in this order
   */
  public HttpServer(
      Limits limits, Map<String, String> common, ExchangeHandler handler, ProblemMapper problems) {
    var lines = new StringBuilder();
    common.forEach((k, v) -> lines.append(k).append(": ").append(v).append("\r\n"));
    this.setup = new Connection.Setup(limits, lines.toString(), handler, problems);
  }

  /** Takes over a listener and begins to accept from it. */
  public void serve(Listener listener) {
    if (stopping) {
      throw new IllegalStateException("the server is stopping");
    }
    listeners.add(listener);
    listener.serve(this::connected);
    LOG.info("Serving {}", listener.address());
  }

  private void connected(Duplex duplex) {
    var connection = new Connection(duplex, setup);
    connections.add(connection);
    Thread.ofVirtual()
        .name("http-" + count.incrementAndGet())
        .start(() -> {
          try {
            connection.run();
          } finally {
            connections.remove(connection);
          }
        });
    if (stopping) {
      connection.stopGently();
    }
  }

  /** Open connections, idle ones included. */
  public int open() {
    return connections.size();
  }

  /**
   * Closes the listeners and the idle connections, tells endless answers to end, waits for the
   * others, and breaks off what is left at the deadline.
   *
   * @return whether nothing had to be broken off
   */
  public boolean stop(Duration grace) {
    stopping = true;
    listeners.forEach(Listener::close);
    connections.forEach(Connection::stopGently);
    long end = System.nanoTime() + grace.toNanos();
    boolean interrupted = false;
    while (!connections.isEmpty() && System.nanoTime() < end && !interrupted) {
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    var left = List.copyOf(connections);
    if (!left.isEmpty()) {
      LOG.warn("Breaking off {} connections that did not end in {}", left.size(), grace);
      left.forEach(Connection::kill);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left.isEmpty();
  }
}

package org.jdock.network.internal.namespace;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.network.internal.id.Ids;
import org.jspecify.annotations.Nullable;

/** A few namespaces that are ready, made ahead of need. Thread-safe. */
public final class NamespacePool implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(NamespacePool.class);
  private static final int READY = 3;

  private static final int CLOSE_SECONDS = 5;
  private static final long STEP_MILLIS = 100;

  private final NamespaceStore store;
  private final Executor background;
  private final Deque<String> ready = new ArrayDeque<>();
  private @Nullable String making;
  private boolean refilling;
  private boolean closed;

  /** Makes none before the first is taken or {@link #refill} is called. */
  public NamespacePool(NamespaceStore store, Executor background) {
    this.store = store;
    this.background = background;
  }

  /** A sandbox id whose namespace is there; the caller's from now on. */
  public String take() throws IOException {
    String id;
    synchronized (this) {
      id = ready.poll();
    }
    if (id == null) {
      id = Ids.random();
      store.create(id);
    }
    refill();
    return id;
  }

  /** Fills up in the background. */
  public void refill() {
    synchronized (this) {
      if (closed || refilling || ready.size() >= READY) {
        return;
      }
      refilling = true;
    }
    background.execute(this::fill);
  }

  private void fill() {
    try {
      while (wanted()) {
        String id = Ids.random();
        synchronized (this) { // so that ids() never misses one that is there
          making = id;
        }
        store.create(id);
        made(id);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("No network namespaces are made ahead: {}", e.toString());
    } finally {
      synchronized (this) {
        refilling = false;
        making = null;
        notifyAll();
      }
    }
  }

  private synchronized void made(String id) throws IOException {
    making = null;
    if (closed) {
      store.delete(id);
    } else {
      ready.add(id);
    }
  }

  private synchronized boolean wanted() {
    return !closed && ready.size() < READY;
  }

  /** Those that are ready now or about to be. */
  public synchronized Set<String> ids() {
    Set<String> ids = new HashSet<>(ready);
    if (making != null) {
      ids.add(making);
    }
    return ids;
  }

  /** Takes the ready ones away, and waits for one that is being made, which goes too. */
  @Override
  public synchronized void close() {
    closed = true;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    try {
      while (refilling && System.nanoTime() < deadline) {
        wait(STEP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (String id : ready) {
      try {
        store.delete(id);
      } catch (IOException e) {
        LOG.warn("A spare network namespace stays until the next start", e);
      }
    }
    ready.clear();
  }
}

package org.jdock.shell.internal.console;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Engine;
import org.jdock.shell.internal.command.Names;
import org.jdock.shell.internal.command.Runner;
import org.jdock.shell.internal.gogo.Sessions;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;

/** Carries out what clients ask for; makes what that needs at the first request. Thread-safe. */
final class ConsoleSessions implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(ConsoleSessions.class);

  private final ComponentServiceObjects<Engine> engines;
  private final Path history;
  private final @Nullable BundleContext context;
  private @Nullable Engine engine;
  private @Nullable Commands commands;
  private @Nullable Sessions interactive;

  ConsoleSessions(
      ComponentServiceObjects<Engine> engines, Path history, @Nullable BundleContext context) {
    this.engines = engines;
    this.history = history;
    this.context = context;
  }

  private synchronized Engine engine() {
    Engine known = engine;
    if (known == null) {
      known = engines.getService();
      engine = known;
    }
    return known;
  }

  private synchronized Sessions interactive() {
    Sessions known = interactive;
    if (known == null) {
      known = new Sessions(history, context);
      interactive = known;
    }
    return known;
  }

  private synchronized Commands commands() {
    Commands known = commands;
    if (known == null) {
      known = new Commands(engine());
      commands = known;
    }
    return known;
  }

  /** Carries out a request on the calling thread; its exit code. */
  int run(ClientIo io) {
    if (!io.request().arguments().isEmpty()) {
      return new Runner(commands()).run(io.request().arguments(), io);
    }
    try {
      return interactive().run(commands(), new Names(engine()), io, io.request().terminalType());
    } catch (IOException e) {
      LOG.warn("console session", e);
      io.err().println("jdock: " + e.getMessage());
      return 1;
    } finally {
      io.out().flush();
      io.err().flush();
    }
  }

  @Override
  public synchronized void close() {
    if (interactive != null) {
      interactive.close();
      interactive = null;
    }
    Engine services = engine;
    if (services != null) {
      engines.ungetService(services);
      engine = null;
      commands = null;
    }
  }
}

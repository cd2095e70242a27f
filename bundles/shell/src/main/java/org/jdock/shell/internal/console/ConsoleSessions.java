package org.jdock.shell.internal.console;

import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Engine;
import org.jdock.shell.internal.command.Runner;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;

/** Carries out what clients ask for; makes what that needs at the first request. Thread-safe. */
final class ConsoleSessions implements AutoCloseable {
  private final ComponentServiceObjects<Engine> engines;
  private @Nullable Engine engine;
  private @Nullable Commands commands;

  ConsoleSessions(ComponentServiceObjects<Engine> engines) {
    this.engines = engines;
  }

  private synchronized Commands commands() {
    Commands known = commands;
    if (known == null) {
      Engine services = engines.getService();
      engine = services;
      known = new Commands(services);
      commands = known;
    }
    return known;
  }

  /** Carries out a request on the calling thread; its exit code. */
  int run(ClientIo io) {
    return new Runner(commands()).run(io.request().arguments(), io);
  }

  @Override
  public synchronized void close() {
    Engine services = engine;
    if (services != null) {
      engines.ungetService(services);
      engine = null;
      commands = null;
    }
  }
}

package org.jdock.shell.internal.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.shell.internal.command.Engine;
import org.jdock.shell.internal.command.FakeEngine;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentServiceObjects;

/**
 * A console server on a socket of its own; run as a program, it is one to look at in a terminal.
 */
public final class FakeConsole implements AutoCloseable {
  final FakeEngine engine = new FakeEngine();
  private final ConsoleServer server;

  FakeConsole(Path execRoot) throws IOException {
    server = new ConsoleServer(settings(execRoot), engines(), null);
  }

  private ComponentServiceObjects<Engine> engines() {
    return new ComponentServiceObjects<>() {
      @Override
      public Engine getService() {
        return engine;
      }

      @Override
      public void ungetService(Engine service) {}

      @Override
      public ServiceReference<Engine> getServiceReference() {
        throw new UnsupportedOperationException();
      }
    };
  }

  private static Settings settings(Path execRoot) {
    var now =
        new DaemonSettings(
            List.of(), execRoot, execRoot, "t", "", List.of(), List.of(), "", "", "", "", Map.of(),
            "", "", List.of(), 10, false);
    return new Settings() {
      @Override
      public DaemonSettings current() {
        return now;
      }

      @Override
      public AutoCloseable onChange(Consumer<DaemonSettings> listener) {
        return () -> {};
      }
    };
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }

  /** Serves until it is ended. */
  public static void main(String[] args) throws Exception {
    try (var console = new FakeConsole(Path.of(args[0]))) {
      System.out.println("ready");
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}

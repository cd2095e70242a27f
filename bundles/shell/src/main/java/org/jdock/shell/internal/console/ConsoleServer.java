package org.jdock.shell.internal.console;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.config.Settings;
import org.jdock.shell.internal.command.Engine;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Listens at {@code EXEC_ROOT/console}. Until somebody connects, it is one socket and one parked
 * virtual thread: commands and Gogo are loaded by the first who needs them.
 */
@Component(
    service = {},
    immediate = true)
public class ConsoleServer {
  private static final Logger LOG = LogManager.getLogger(ConsoleServer.class);

  private final ConsoleSocket socket;
  private final ConsoleSessions sessions;
  private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

  /** Starts listening. */
  @Activate
  public ConsoleServer(
      @Reference Settings settings,
      @Reference ComponentServiceObjects<Engine> engine,
      BundleContext context)
      throws IOException {
    var path = settings.current().execRoot().resolve("console");
    sessions =
        new ConsoleSessions(
            engine, settings.current().dataRoot().resolve("console.history"), context);
    socket = ConsoleSocket.open(path);
    Thread.ofVirtual().name("console-accept").start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = socket.accept();
        clients.add(client);
        Thread.ofVirtual().name("console-client").start(() -> serve(client));
      }
    } catch (ClosedChannelException e) {
      LOG.debug("the console is closed");
    } catch (IOException e) {
      LOG.error("the console takes no more connections", e);
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      new ClientConnection(client, sessions).run();
    } catch (IOException e) {
      LOG.warn("console client: {}", e.getMessage());
    } finally {
      clients.remove(client);
    }
  }

  /** Ends all sessions. */
  @Deactivate
  public void stop() throws IOException {
    socket.close();
    for (SocketChannel client : clients) {
      client.close();
    }
    sessions.close();
  }
}

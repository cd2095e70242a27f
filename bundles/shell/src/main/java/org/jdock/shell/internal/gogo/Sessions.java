package org.jdock.shell.internal.gogo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Names;
import org.jdock.shell.internal.io.CommandIo;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * Opens interactive sessions. From the first on, {@code System.out} of a command's thread is its
 * session's, for commands of other bundles that print there; all other threads notice nothing.
 */
public final class Sessions implements AutoCloseable {
  private final ThreadIOImpl threads = new ThreadIOImpl();
  private final Path history;
  private final @Nullable BundleContext context;

  /**
   * Starts.
   *
   * @param history what was typed, kept from session to session
   * @param context null where there is no framework
   */
  public Sessions(Path history, @Nullable BundleContext context) {
    this.history = history;
    this.context = context;
    threads.start();
  }

  /** Serves one client until it leaves; its exit code. */
  public int run(Commands commands, Names names, CommandIo io, String terminalType)
      throws IOException {
    // Command lines hold secrets.
    if (!Files.exists(history)) {
      Files.createFile(
          history,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (var session = new InteractiveSession(commands, names, threads, context)) {
      return session.run(io, terminalType, history);
    }
  }

  @Override
  public void close() {
    threads.stop();
  }
}

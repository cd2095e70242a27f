package org.jdock.container.internal.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Execs.ExecConfig;
import org.jdock.api.container.StreamSession;
import org.jdock.container.internal.output.Notifier;
import org.jspecify.annotations.Nullable;

/** A client at an exec, whose process starts when this is run. */
final class ExecSession implements StreamSession {
  static final int CANNOT_RUN = 126;
  private static final int NOT_FOUND = 127;

  private final Exec exec;
  private final Notifier notifier;
  private final boolean terminal;
  private final Consumer<Running> launch;

  ExecSession(Exec exec, Notifier notifier, boolean terminal, Consumer<Running> launch) {
    this.exec = exec;
    this.notifier = notifier;
    this.terminal = terminal;
    this.launch = launch;
  }

  /** The exit code of what could not be run, as shells have it. */
  static int code(String message) {
    return message.contains("executable file not found")
            || message.contains("no such file or directory")
        ? NOT_FOUND
        : CANNOT_RUN;
  }

  @Override
  public boolean terminal() {
    return terminal;
  }

  @Override
  public void run(@Nullable InputStream stdin, OutputStream stdout, OutputStream stderr)
      throws IOException, InterruptedException {
    try (Running running = made(() -> Running.open(exec, notifier));
        StreamSession attachment = made(() -> attachment(running))) {
      try {
        launch.accept(running);
      } catch (ProblemException e) {
        stdout.write((e.getMessage() + "\r\n").getBytes(StandardCharsets.UTF_8));
        stdout.flush();
        return;
      }
      attachment.run(stdin, stdout, stderr);
    } finally {
      exec.unclaim();
    }
  }

  private StreamSession attachment(Running running) throws IOException {
    ExecConfig config = exec.config();
    return running
        .output()
        .attach(config.attachStdin(), config.attachStdout(), config.attachStderr(), terminal);
  }

  private interface Made<T> {
    T make() throws IOException;
  }

  /** What fails before the launch counts as an end too: clients take no exit code for success. */
  private <T> T made(Made<T> what) throws IOException {
    try {
      return what.make();
    } catch (IOException | RuntimeException e) {
      exec.ended(CANNOT_RUN);
      throw e;
    }
  }

  @Override
  public void close() {
    exec.unclaim();
  }
}

package org.jdock.shell.internal.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdock.shell.internal.io.CommandIo;

/** No terminal; keeps what is printed. */
final class FakeIo implements CommandIo {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final PrintStream outPrint = new PrintStream(out, false, StandardCharsets.UTF_8);
  private final PrintStream errPrint = new PrintStream(err, true, StandardCharsets.UTF_8);
  private final InputStream in;

  FakeIo(String input) {
    in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
  }

  /** What was printed to standard output and flushed. */
  String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What was printed to standard error. */
  String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public PrintStream out() {
    return outPrint;
  }

  @Override
  public PrintStream err() {
    return errPrint;
  }

  @Override
  public boolean inputTerminal() {
    return false;
  }

  @Override
  public boolean outputTerminal() {
    return false;
  }

  @Override
  public Path directory() {
    return Path.of("/here");
  }

  @Override
  public Release raw(Resized resized) {
    return () -> {};
  }

  @Override
  public Release onSignal(SignalHandler handler) {
    return () -> {};
  }
}

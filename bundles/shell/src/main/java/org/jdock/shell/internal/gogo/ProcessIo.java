package org.jdock.shell.internal.gogo;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.jdock.shell.internal.io.CommandIo;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/** A command's streams inside a Gogo session, where it may be part of a pipe. */
final class ProcessIo implements CommandIo {
  private final CommandSession session;
  private final Process process;
  private final @Nullable Terminal terminal;
  private final @Nullable KeyInput keys;

  ProcessIo(CommandSession session, Process process) {
    this.session = session;
    this.process = process;
    terminal = session.get(InteractiveSession.TERMINAL) instanceof Terminal own ? own : null;
    keys = terminal != null && process.isTty(0) ? new KeyInput(terminal.reader()) : null;
  }

  /** No key that is pressed from now on is this command's. */
  void done() {
    if (keys != null) {
      keys.close();
    }
  }

  @Override
  public InputStream in() {
    return keys == null ? process.in() : keys;
  }

  @Override
  public PrintStream out() {
    return process.out();
  }

  @Override
  public PrintStream err() {
    return process.err();
  }

  @Override
  public boolean inputTerminal() {
    return keys != null;
  }

  @Override
  public boolean outputTerminal() {
    return terminal != null && process.isTty(1);
  }

  @Override
  public Path directory() {
    return session.currentDir();
  }

  @Override
  public Release raw(Resized resized) {
    Terminal own = terminal;
    if (own == null || !inputTerminal() || !outputTerminal()) {
      return () -> {};
    }
    Attributes before = own.enterRawMode();
    Attributes raw = own.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false);
    raw.setInputFlag(Attributes.InputFlag.ICRNL, false);
    raw.setOutputFlag(Attributes.OutputFlag.OPOST, false);
    own.setAttributes(raw);
    var handler = own.handle(Signal.WINCH, signal -> resized.to(own.getHeight(), own.getWidth()));
    resized.to(own.getHeight(), own.getWidth());
    return () -> {
      own.handle(Signal.WINCH, handler);
      own.setAttributes(before);
    };
  }

  /** The session turns Ctrl-C into an interrupt of the command's thread. */
  @Override
  public Release onSignal(SignalHandler handler) {
    Terminal own = terminal;
    if (own == null) {
      return () -> {};
    }
    var before = own.handle(Signal.INT, signal -> handler.signal("INT"));
    return () -> own.handle(Signal.INT, before);
  }
}

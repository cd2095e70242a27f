package org.jdock.shell.internal.gogo;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.felix.gogo.jline.Parser;
import org.apache.felix.gogo.jline.Posix;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.CommandProxy;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.jdock.shell.internal.command.Commands;
import org.jdock.shell.internal.command.Names;
import org.jdock.shell.internal.command.Runner;
import org.jdock.shell.internal.io.CommandIo;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.impl.ExternalTerminal;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A Gogo session with JLine's line editing on a client's terminal; without a terminal it carries
 * out lines as they come. One is used by one thread.
 */
public final class InteractiveSession implements AutoCloseable {
  /** Where Gogo's own commands look for the terminal. */
  static final String TERMINAL = ".terminal";

  private static final String[] TOOLS = {
    "cat", "cd", "clear", "date", "echo", "grep", "head", "less", "ls", "pwd", "sort", "tail",
    "watch", "wc"
  };

  private final Commands commands;
  private final Names names;
  private final CommandProcessorImpl processor;
  private volatile boolean over;

  /**
   * A session with our commands and those of other bundles.
   *
   * @param context null where there is no framework
   */
  public InteractiveSession(
      Commands commands, Names names, ThreadIOImpl threads, @Nullable BundleContext context) {
    this.commands = commands;
    this.names = names;
    processor = new CommandProcessorImpl(threads);
    Runner runner = new Runner(commands);
    commands
        .firstWords()
        .forEach(word -> processor.addCommand("jdock", new CommandFunction(word, runner), word));
    processor.addCommand("jdock", new CommandFunction("help", runner), "help");
    Posix tools = new Posix(processor);
    for (String tool : TOOLS) {
      processor.addCommand("posix", tools, tool);
    }
    processor.addCommand("posix", new Sleep(), "sleep");
    if (context != null) {
      addOthers(context);
    }
  }

  private void addOthers(BundleContext context) {
    ServiceReference<?>[] references;
    try {
      references =
          context.getAllServiceReferences(
              null, "(&(osgi.command.scope=*)(osgi.command.function=*))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    if (references == null) {
      return;
    }
    for (ServiceReference<?> each : references) {
      if (context.getBundle().equals(each.getBundle())) {
        continue;
      }
      String scope = String.valueOf(each.getProperty("osgi.command.scope"));
      Object functions = each.getProperty("osgi.command.function");
      String[] list =
          functions instanceof String[] many ? many : new String[] {String.valueOf(functions)};
      for (String function : list) {
        processor.addCommand(scope, new CommandProxy(context, each, function), function);
      }
    }
  }

  /** Serves the client until it leaves; the exit code. */
  public int run(CommandIo io, String terminalType, Path history) throws IOException {
    return io.inputTerminal() && io.outputTerminal()
        ? edited(io, terminalType, history)
        : plain(io);
  }

  private int edited(CommandIo io, String terminalType, Path history) throws IOException {
    Thread here = Thread.currentThread();
    var output = new BufferedOutputStream(io.out());
    try (var terminal =
            new ExternalTerminal(
                "jdock",
                terminalType,
                io.in(),
                output,
                StandardCharsets.UTF_8,
                SignalHandler.SIG_IGN,
                true);
        var raw = io.raw((rows, columns) -> resize(terminal, rows, columns));
        var signals =
            io.onSignal(name -> {
              if (name.equals("INT")) {
                terminal.raise(Signal.INT);
              } else {
                over = true;
                here.interrupt();
              }
            })) {
      terminal.resume();
      var lineStart = new LineStart(terminal.output());
      PrintStream out = new PrintStream(lineStart, true, StandardCharsets.UTF_8);
      try (CommandSession session = processor.createSession(terminal.input(), out, out)) {
        prepare(session, io);
        session.put(TERMINAL, terminal);
        Foreground foreground = new Foreground(session);
        terminal.handle(Signal.INT, signal -> interrupt(session, foreground, lineStart));
        LineReader reader =
            LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jdock")
                .parser(new Parser())
                .completer(new CommandCompleter(commands, names, session, processor::getCommands))
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.DISABLE_COMPLETION, false)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        reader
            .getWidgets()
            .put(
                LineReader.CALLBACK_INIT,
                () -> {
                  foreground.none();
                  return true;
                });
        loop(reader, session, foreground, out, lineStart);
      }
    }
    return 0;
  }

  private static void resize(Terminal terminal, int rows, int columns) {
    if (rows > 0 && columns > 0) {
      terminal.setSize(new Size(columns, rows));
      terminal.raise(Signal.WINCH);
    }
  }

  private static void interrupt(
      CommandSession session, Foreground foreground, LineStart lineStart) {
    if (session.foregroundJob() != null) {
      lineStart.echoed(); // before the job ends and the line is looked at
    }
    foreground.interrupt();
  }

  private void loop(
      LineReader reader,
      CommandSession session,
      Foreground foreground,
      PrintStream out,
      LineStart lineStart)
      throws IOException {
    while (!over) {
      String line;
      try {
        line = reader.readLine("jdock> ").strip();
      } catch (UserInterruptException e) {
        continue;
      } catch (EndOfFileException e) {
        return;
      }
      if (line.equals("exit") || line.equals("quit")) {
        return;
      }
      if (Thread.interrupted()) {
        continue; // Ctrl-C, when the line was entered and not yet given out
      }
      execute(session, line, out, out);
      foreground.release();
      lineStart.restore();
    }
  }

  /** Lines from a file or a pipe, until one fails. */
  private int plain(CommandIo io) throws IOException {
    try (CommandSession session = processor.createSession(io.in(), io.out(), io.err())) {
      prepare(session, io);
      var lines = new BufferedReader(new InputStreamReader(io.in(), StandardCharsets.UTF_8));
      String line;
      while ((line = lines.readLine()) != null && !line.strip().equals("exit")) {
        if (!execute(session, line, io.out(), io.err())) {
          return 1;
        }
      }
      return 0;
    }
  }

  private static void prepare(CommandSession session, CommandIo io) {
    session.currentDir(io.directory());
    // Ours first; then whatever has such a command.
    session.put("SCOPE", "jdock:posix:*");
  }

  private static boolean execute(
      CommandSession session, String line, PrintStream out, PrintStream err) {
    if (line.isBlank() || line.startsWith("#")) {
      return true;
    }
    try {
      Object result = session.execute(line);
      if (result != null) {
        out.println(session.format(result, Converter.INSPECT));
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    } catch (Exception e) {
      // Gogo's own errors and those of other bundles' commands; ours are told by themselves.
      err.println("jdock: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return false;
    } finally {
      out.flush();
      err.flush();
    }
  }

  @Override
  public void close() {
    processor.stop();
  }
}

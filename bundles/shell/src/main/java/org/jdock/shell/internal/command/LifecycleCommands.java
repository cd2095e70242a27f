package org.jdock.shell.internal.command;

import java.io.IOException;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Containers.Waiting;
import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;

/** {@code start}, {@code stop}, {@code rm} and what else is done to containers that exist. */
final class LifecycleCommands {
  private final Engine engine;

  LifecycleCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        command(
            "start",
            "Start containers",
            many(),
            (arguments, io) -> each(arguments, io, ref -> engine.containers().start(ref))),
        command(
            "stop",
            "Stop containers",
            timed(),
            (arguments, io) ->
                each(
                    arguments,
                    io,
                    ref ->
                        engine
                            .containers()
                            .stop(ref, arguments.value("--signal"), arguments.number("--time")))),
        command(
            "restart",
            "Stop and start containers",
            timed(),
            (arguments, io) ->
                each(
                    arguments,
                    io,
                    ref ->
                        engine
                            .containers()
                            .restart(
                                ref, arguments.value("--signal"), arguments.number("--time")))),
        command(
            "kill",
            "Send a signal to containers, KILL by itself",
            many().value("--signal", "-s", "SIGNAL", "The signal"),
            (arguments, io) ->
                each(
                    arguments,
                    io,
                    ref -> engine.containers().kill(ref, arguments.value("--signal")))),
        command(
            "pause",
            "Freeze containers",
            many(),
            (arguments, io) -> each(arguments, io, ref -> engine.containers().pause(ref))),
        command(
            "unpause",
            "Thaw containers",
            many(),
            (arguments, io) -> each(arguments, io, ref -> engine.containers().unpause(ref))),
        command(
            "rm",
            "Remove containers",
            many()
                .flag("--force", "-f", "Kill those that run")
                .flag("--volumes", "-v", "Remove their anonymous volumes too"),
            (arguments, io) ->
                each(
                    arguments,
                    io,
                    ref ->
                        engine
                            .containers()
                            .remove(ref, arguments.has("--force"), arguments.has("--volumes")))),
        command("wait", "Wait until containers stop; print their exit codes", many(), this::await),
        command(
            "logs",
            "Print a container's output",
            Syntax.of("CONTAINER", 1, 1)
                .flag("--follow", "-f", "Go on until it ends")
                .flag("--timestamps", "-t", "Show each line's time")
                .flag("--details", null, "Show what the log driver keeps beside each line")
                .value("--tail", "-n", "N", "Only the last N lines, or all"),
            this::logs));
  }

  private static Command command(String name, String text, Syntax syntax, Command.Body body) {
    return new Command(name, text, syntax, Operand.CONTAINER, body);
  }

  private static Syntax many() {
    return Syntax.of("CONTAINER...", 1, Integer.MAX_VALUE);
  }

  private static Syntax timed() {
    return many()
        .value("--time", "-t", "SECONDS", "How long to wait before killing it; -1 for ever")
        .value("--signal", "-s", "SIGNAL", "The signal that asks it to stop");
  }

  /** Each in turn, whatever happens to the others; what was done is printed. */
  private static int each(Arguments arguments, CommandIo io, Change change) {
    int status = 0;
    for (String ref : arguments.operands()) {
      try {
        change.to(ref);
        io.out().println(ref);
      } catch (ProblemException e) {
        if (e.problem() == Problem.NOT_MODIFIED) {
          io.out().println(ref);
        } else {
          io.err().println("jdock: " + e.getMessage());
          status = 1;
        }
      }
    }
    return status;
  }

  private int await(Arguments arguments, CommandIo io) throws InterruptedException {
    for (String ref : arguments.operands()) {
      try (Waiting waiting = engine.containers().await(ref, "not-running")) {
        io.out().println(waiting.await());
        io.out().flush();
      }
    }
    return 0;
  }

  private int logs(Arguments arguments, CommandIo io) throws IOException, InterruptedException {
    Containers containers = engine.containers();
    LogOptions options =
        new LogOptions(
            true,
            true,
            arguments.has("--follow"),
            arguments.has("--timestamps"),
            arguments.has("--details"),
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            tail(arguments.value("--tail", "all")));
    try (StreamSession session = containers.logs(arguments.operand(0), options)) {
      Attached.stream(session, false, io);
    }
    return 0;
  }

  private static int tail(String text) {
    try {
      return text.equals("all") ? -1 : Math.max(-1, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new UsageException("invalid number of lines: " + text);
    }
  }

  private interface Change {
    void to(String ref);
  }
}

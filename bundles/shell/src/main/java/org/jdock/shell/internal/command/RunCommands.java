package org.jdock.shell.internal.command;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerDetails;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Containers.Created;
import org.jdock.api.container.Containers.Waiting;
import org.jdock.api.container.Execs;
import org.jdock.api.container.StreamSession;
import org.jdock.api.image.RegistryAuth;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.ProgressPrinter;

/** {@code run}, {@code create}, {@code exec}, {@code attach}: processes and their streams. */
final class RunCommands {
  private static final int FAILED = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Engine engine;

  RunCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "run",
            "Create and start a container",
            RunOptions.syntax().flag("--detach", "-d", "Leave it in the background; print its id"),
            Operand.IMAGE,
            FAILED,
            this::run),
        new Command(
            "create",
            "Create a container",
            RunOptions.syntax(),
            Operand.IMAGE,
            (arguments, io) -> {
              io.out().println(create(arguments, false, io));
              return 0;
            }),
        new Command(
            "exec",
            "Run a command in a running container",
            Syntax.command("CONTAINER COMMAND [ARG...]", 2)
                .flag("--interactive", "-i", "Keep standard input open")
                .flag("--tty", "-t", "Give it a terminal")
                .flag("--detach", "-d", "Leave it in the background")
                .flag("--privileged", null, "Give all privileges")
                .value("--user", "-u", "USER[:GROUP]", "Run as this user")
                .value("--workdir", "-w", "DIR", "Working directory")
                .value("--env", "-e", "NAME=VALUE", "Set an environment variable"),
            Operand.CONTAINER,
            this::exec),
        new Command(
            "attach",
            "Attach to a running container; Ctrl-P Ctrl-Q leaves it",
            Syntax.of("CONTAINER", 1, 1).flag("--no-stdin", null, "Do not attach standard input"),
            Operand.CONTAINER,
            this::attach));
  }

  private String create(Arguments arguments, boolean attached, CommandIo io) {
    Containers containers = engine.containers();
    RunOptions options = new RunOptions(arguments, io.directory());
    var config = options.config(attached);
    var host = options.hostConfig();
    String name = arguments.value("--name");
    Created created;
    try {
      created = containers.create(name, config, host);
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND || !e.getMessage().startsWith("No such image")) {
        throw e;
      }
      io.err().println("Unable to find image '" + options.image() + "' locally");
      io.err().flush();
      ProgressPrinter progress = new ProgressPrinter(io.err(), io.outputTerminal());
      engine.images().pull(options.image(), null, null, RegistryAuth.NONE, progress);
      created = containers.create(name, config, host);
    }
    created.warnings().forEach(warning -> io.err().println("WARNING: " + warning));
    return created.id();
  }

  private int run(Arguments arguments, CommandIo io) throws IOException, InterruptedException {
    boolean detached = arguments.has("--detach");
    boolean stdin = arguments.has("--interactive");
    boolean tty = arguments.has("--tty");
    if (!detached && noTerminal(stdin && tty, io)) {
      return 1;
    }
    Containers containers = engine.containers();
    String id = create(arguments, !detached, io);
    if (detached) {
      int status = start(containers, id, arguments, io);
      if (status == 0) {
        io.out().println(id);
      }
      return status;
    }
    // Both before the start, or a short life would go by unseen.
    try (Waiting waiting = containers.await(id, arguments.has("--rm") ? "removed" : "next-exit");
        StreamSession session = containers.attach(id, stdin, true, true, false, true)) {
      int status = start(containers, id, arguments, io);
      if (status != 0) {
        return status;
      }
      try (var terminal =
              Attached.terminal(tty, io, (rows, columns) -> containers.resize(id, rows, columns));
          var signals = io.onSignal(signal -> pass(containers, id, signal))) {
        return Attached.stream(session, stdin, io) ? waiting.await() : 0;
      }
    }
  }

  /** Docker's CLI tells the same cases apart by the same words. */
  private static int start(Containers containers, String id, Arguments arguments, CommandIo io) {
    try {
      containers.start(id);
      return 0;
    } catch (ProblemException e) {
      io.err().println("jdock: " + e.getMessage());
      if (arguments.has("--rm")) {
        removeFailed(containers, id);
      }
      String text = e.getMessage().toLowerCase(Locale.ROOT);
      if (text.contains("executable file not found")
          || text.contains("no such file or directory")) {
        return NOT_FOUND;
      }
      return text.contains("permission denied") || text.contains("is a directory")
          ? NOT_EXECUTABLE
          : FAILED;
    }
  }

  private static void removeFailed(Containers containers, String id) {
    try {
      containers.remove(id, true, true);
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND && e.problem() != Problem.CONFLICT) {
        throw e;
      }
    }
  }

  private static void pass(Containers containers, String id, String signal) {
    try {
      containers.kill(id, "SIG" + signal);
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND && e.problem() != Problem.CONFLICT) {
        throw e;
      }
    }
  }

  private int exec(Arguments arguments, CommandIo io) throws IOException, InterruptedException {
    boolean stdin = arguments.has("--interactive");
    boolean tty = arguments.has("--tty");
    boolean detached = arguments.has("--detach");
    if (!detached && noTerminal(stdin && tty, io)) {
      return 1;
    }
    Execs execs = engine.execs();
    String id =
        execs.create(
            arguments.operand(0),
            new Execs.ExecConfig(
                stdin && !detached,
                !detached,
                !detached,
                tty,
                arguments.has("--privileged"),
                arguments.value("--user"),
                arguments.value("--workdir"),
                null,
                arguments.all("--env"),
                arguments.from(1)));
    if (detached) {
      execs.startDetached(id);
      return 0;
    }
    try (var terminal = new Attached.Sized(tty, io)) {
      int[] size = terminal.first();
      try (StreamSession session = execs.start(id, tty, size[0], size[1])) {
        terminal.then((rows, columns) -> execs.resize(id, rows, columns));
        if (!Attached.stream(session, stdin, io)) {
          return 0;
        }
      }
    }
    Integer status = execs.inspect(id).exitCode();
    return status == null ? 1 : status;
  }

  private int attach(Arguments arguments, CommandIo io) throws IOException, InterruptedException {
    Containers containers = engine.containers();
    ContainerDetails container = containers.inspect(arguments.operand(0), false);
    if (!container.state().running()) {
      throw ProblemException.conflict("You cannot attach to a stopped container, start it first");
    }
    String id = container.id();
    boolean stdin = container.config().openStdin() && !arguments.has("--no-stdin");
    boolean tty = container.config().tty();
    if (noTerminal(stdin && tty, io)) {
      return 1;
    }
    try (Waiting waiting = containers.await(id, "not-running");
        StreamSession session = containers.attach(id, stdin, true, true, false, true);
        var terminal =
            Attached.terminal(tty, io, (rows, columns) -> containers.resize(id, rows, columns));
        var signals = io.onSignal(signal -> pass(containers, id, signal))) {
      return Attached.stream(session, stdin, io) ? waiting.await() : 0;
    }
  }

  private static boolean noTerminal(boolean wanted, CommandIo io) {
    if (wanted && !io.inputTerminal()) {
      io.err().println("the input device is not a TTY");
      return true;
    }
    return false;
  }
}

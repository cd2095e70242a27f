package org.jdock.shell.internal.command;

import java.util.List;
import java.util.TreeMap;
import org.jdock.api.system.DaemonInfo;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.EventPrinter;
import org.jdock.shell.internal.render.Human;
import org.jdock.shell.internal.render.Json;

/** {@code info}, {@code version}, {@code events}: the daemon as a whole. */
final class SystemCommands {
  private final Engine engine;

  SystemCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "info",
            "Show what the daemon is, has and serves",
            Syntax.of("", 0, 0).flag("--json", null, "Print JSON for scripts"),
            Operand.NOTHING,
            this::info),
        new Command(
            "version",
            "Show the daemon's version",
            Syntax.of("", 0, 0),
            Operand.NOTHING,
            (arguments, io) -> {
              io.out().println("jdock " + engine.daemon().version());
              return 0;
            }),
        new Command(
            "events",
            "Print what happens, until Ctrl-C",
            Syntax.of("", 0, 0).flag("--json", null, "Print a JSON object for each"),
            Operand.NOTHING,
            this::events));
  }

  private int info(Arguments arguments, CommandIo io) {
    DaemonInfo info = engine.daemon().info();
    if (arguments.has("--json")) {
      io.out().println(Json.of(info));
      return 0;
    }
    line(io, "Containers", info.containers());
    line(io, " Running", info.containersRunning());
    line(io, " Paused", info.containersPaused());
    line(io, " Stopped", info.containersStopped());
    line(io, "Images", info.images());
    line(io, "Server Version", info.serverVersion());
    line(io, "Storage Driver", info.driver());
    info.driverStatus().forEach(pair -> line(io, " " + pair.getFirst(), pair.getLast()));
    line(io, "Logging Driver", info.loggingDriver());
    line(io, "Cgroup Driver", info.cgroupDriver());
    line(io, "Cgroup Version", info.cgroupVersion());
    io.out().println("Plugins:");
    new TreeMap<>(info.plugins())
        .forEach((kind, names) -> line(io, " " + kind, String.join(" ", names)));
    line(io, "Runtimes", String.join(" ", info.runtimes().keySet()));
    line(io, "Default Runtime", info.defaultRuntime());
    line(io, "Security Options", String.join(" ", info.securityOptions()));
    line(io, "Kernel Version", info.kernelVersion());
    line(io, "Operating System", info.operatingSystem());
    line(io, "Architecture", info.architecture());
    line(io, "CPUs", info.ncpu());
    line(io, "Total Memory", Human.size(info.memTotal()));
    line(io, "Name", info.name());
    line(io, "Data Root", info.dockerRootDir());
    line(io, "Live Restore Enabled", info.liveRestoreEnabled());
    info.warnings().forEach(io.err()::println);
    return 0;
  }

  private static void line(CommandIo io, String name, Object value) {
    io.out().println(name + ": " + value);
  }

  private int events(Arguments arguments, CommandIo io) throws Exception {
    return EventPrinter.follow(engine.events(), _ -> true, arguments.has("--json"), io);
  }
}

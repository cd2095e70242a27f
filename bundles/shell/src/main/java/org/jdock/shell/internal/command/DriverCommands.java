package org.jdock.shell.internal.command;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jdock.api.trust.DriverTrust;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.Table;

/** {@code driver …}: what operators do with drivers. */
final class DriverCommands {
  private final Engine engine;
  private final Supplier<Drivers> drivers;

  DriverCommands(Engine engine) {
    this.engine = engine;
    this.drivers = engine::drivers;
  }

  List<Command> all() {
    return List.of(
        new Command("driver list", "List drivers", json(0, ""), Operand.NOTHING, this::list),
        new Command(
            "driver info", "Show all about a driver", json(1, "NAME"), Operand.DRIVER, this::info),
        new Command(
            "driver install",
            "Install a bundle with new drivers",
            Syntax.of("FILE", 1, 1),
            Operand.FILE,
            this::install),
        new Command(
            "driver upgrade",
            "Replace a driver by a newer version while it is used",
            Syntax.of("[NAME] FILE", 1, 2),
            Operand.DRIVER_OR_FILE,
            this::upgrade),
        new Command(
            "driver rollback",
            "Go back to the version before the last upgrade",
            Syntax.of("NAME", 1, 1),
            Operand.DRIVER,
            this::rollback),
        new Command(
            "driver remove",
            "Remove a driver that nothing uses",
            Syntax.of("NAME", 1, 1).flag("--force", "-f", "Remove it though something uses it"),
            Operand.DRIVER,
            this::remove),
        new Command(
            "driver users",
            "List what uses a driver, a line each",
            Syntax.of("NAME", 1, 1),
            Operand.DRIVER,
            this::users));
  }

  private static Syntax json(int operands, String names) {
    return Syntax.of(names, operands, operands).flag("--json", null, "Print JSON for scripts");
  }

  private int list(Arguments arguments, CommandIo io) {
    List<DriverInfo> list = drivers.get().list();
    if (arguments.has("--json")) {
      io.out().println(Json.of(list));
    } else {
      print(list, io);
    }
    return 0;
  }

  private int info(Arguments arguments, CommandIo io) {
    DriverInfo driver = drivers.get().info(arguments.operand(0));
    if (arguments.has("--json")) {
      io.out().println(Json.of(driver));
      return 0;
    }
    line(io, "Kind", driver.kind());
    line(io, "Name", driver.name());
    line(io, "Version", driver.version());
    line(io, "State", driver.state());
    if (!driver.reason().isEmpty()) {
      line(io, "Reason", driver.reason());
    }
    line(io, "Bundle", driver.bundle());
    line(io, "Location", driver.location());
    line(io, "Users", orDash(driver.users()));
    line(io, "Capabilities", orDash(driver.capabilities()));
    return 0;
  }

  private int install(Arguments arguments, CommandIo io) {
    told(drivers.get().install(io.directory().resolve(arguments.operand(0))), io);
    return 0;
  }

  /** A name is only a check: the jar itself says which drivers it has. */
  private int upgrade(Arguments arguments, CommandIo io) {
    Drivers registry = drivers.get();
    var jar = io.directory().resolve(arguments.operands().getLast());
    DriverInfo named =
        arguments.operands().size() == 2 ? registry.info(arguments.operand(0)) : null;
    if (named != null) {
      String inside = JarNames.symbolicName(jar);
      if (!inside.equals(named.bundle())) {
        throw ProblemException.invalid(
            "%s is no version of %s/%s: its bundle is %s, not %s"
                .formatted(jar, named.kind(), named.name(), inside, named.bundle()));
      }
    }
    told(registry.upgrade(jar), io);
    return 0;
  }

  private int rollback(Arguments arguments, CommandIo io) {
    print(drivers.get().rollback(arguments.operand(0)), io);
    return 0;
  }

  private int remove(Arguments arguments, CommandIo io) {
    drivers.get().remove(arguments.operand(0), arguments.has("--force"));
    io.out().println(arguments.operand(0));
    return 0;
  }

  private int users(Arguments arguments, CommandIo io) {
    new TreeSet<>(drivers.get().info(arguments.operand(0)).users()).forEach(io.out()::println);
    return 0;
  }

  /** What the policy lets in with a warning is warned of. */
  private void told(List<DriverInfo> list, CommandIo io) {
    print(list, io);
    DriverTrust trust = engine.trust;
    if (trust != null) {
      for (DriverInfo driver : list) {
        String doubts = trust.doubts(driver.kind() + "/" + driver.name());
        if (!doubts.isEmpty()) {
          io.err()
              .println(
                  "warning: " + driver.kind() + "/" + driver.name() + " is untrusted: " + doubts);
        }
      }
    }
  }

  private static void print(List<DriverInfo> list, CommandIo io) {
    Table table = new Table("KIND", "NAME", "VERSION", "STATE", "BUNDLE", "LOCATION", "USERS");
    for (DriverInfo driver : list) {
      table.row(
          driver.kind(),
          driver.name(),
          driver.version(),
          driver.state(),
          driver.bundle(),
          driver.location(),
          orDash(driver.users()));
    }
    table.print(io.out());
    for (DriverInfo driver : list) {
      if (!driver.reason().isEmpty()) {
        io.err().println(driver.kind() + "/" + driver.name() + ": " + driver.reason());
      }
    }
  }

  private static String orDash(List<String> names) {
    return names.isEmpty() ? "-" : String.join(", ", names);
  }

  private static void line(CommandIo io, String name, String value) {
    io.out().println("%-14s%s".formatted(name + ":", value));
  }
}

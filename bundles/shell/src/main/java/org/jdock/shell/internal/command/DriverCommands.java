package org.jdock.shell.internal.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverOffer;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.EventPrinter;
import org.jdock.shell.internal.render.Json;

/** {@code driver …}: what drivers there are and how they do. */
final class DriverCommands {
  private final Engine engine;

  DriverCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "driver list",
            "List drivers",
            DriverTable.json("", 0, 0),
            Operand.NOTHING,
            (arguments, io) -> {
              DriverTable.print(engine.drivers().list(), arguments, io);
              return 0;
            }),
        new Command(
            "driver info",
            "Show all about a driver, also one that an index has and this host has not",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::info),
        new Command(
            "driver why",
            "Say in words why a driver is not active",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::why),
        new Command(
            "driver probe",
            "Ask a driver anew whether this host can run it",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::probe),
        new Command(
            "driver users",
            "List what uses a driver, a line each",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::users),
        new Command(
            "driver watch",
            "Print what happens to drivers, or to one, until Ctrl-C",
            Syntax.of("[NAME]", 0, 1).flag("--json", null, "Print a JSON object for each"),
            Operand.DRIVER,
            this::watch));
  }

  private int why(Arguments arguments, CommandIo io) {
    String name = arguments.operand(0);
    String text = engine.drivers().why(name);
    io.out()
        .println(
            arguments.has("--json")
                ? Json.of(new TreeMap<>(Map.of("name", name, "reason", text)))
                : text);
    return 0;
  }

  private int info(Arguments arguments, CommandIo io) {
    String name = arguments.operand(0);
    try {
      DriverInfo driver = engine.drivers().info(name);
      DriverTable.print(driver, arguments, io);
      DriverTable.warn(driver, engine.trust, io);
    } catch (ProblemException e) {
      List<DriverOffer> offers = e.problem() == Problem.NOT_FOUND ? offered(name) : List.of();
      if (offers.isEmpty()) {
        throw e;
      }
      DriverTable.printOffers(offers, arguments, io);
      io.err().println(name + " is not installed: jdock driver install SOURCE");
    }
    return 0;
  }

  /** Those of an index, if there is one. */
  private List<DriverOffer> offered(String name) {
    try {
      return engine.driverSources().search("").stream()
          .filter(
              each -> each.name().equals(name) || (each.kind() + "/" + each.name()).equals(name))
          .toList();
    } catch (ProblemException e) {
      if (e.problem() == Problem.UNSUPPORTED) {
        return List.of();
      }
      throw e;
    }
  }

  /** Succeeds when the driver can run here. */
  private int probe(Arguments arguments, CommandIo io) {
    var driver = engine.drivers().probe(arguments.operand(0));
    DriverTable.print(driver, arguments, io);
    return driver.state().equals("ACTIVE") ? 0 : 1;
  }

  private int users(Arguments arguments, CommandIo io) {
    var users = new TreeSet<>(engine.drivers().info(arguments.operand(0)).users());
    if (arguments.has("--json")) {
      io.out().println(Json.of(users));
    } else {
      users.forEach(io.out()::println);
    }
    return 0;
  }

  private int watch(Arguments arguments, CommandIo io) throws Exception {
    String id = "";
    if (!arguments.operands().isEmpty()) {
      var driver = engine.drivers().info(arguments.operand(0));
      id = driver.kind() + "/" + driver.name();
    }
    String wanted = id;
    return EventPrinter.follow(
        engine.events(),
        event ->
            event.type().equals("plugin") && (wanted.isEmpty() || wanted.equals(event.actorId())),
        arguments.has("--json"),
        io);
  }
}

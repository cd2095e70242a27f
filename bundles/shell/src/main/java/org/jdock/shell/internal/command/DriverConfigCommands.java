package org.jdock.shell.internal.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.driver.DriverConfiguration;
import org.jdock.api.driver.DriverSetting;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.Table;

/** {@code driver …}: how drivers are configured. */
final class DriverConfigCommands {
  private final Engine engine;

  DriverConfigCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "driver config",
            "Show a driver's settings: what holds, defaults, types and ranges",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            (arguments, io) -> {
              print(engine.drivers().configuration(arguments.operand(0)), arguments, io);
              return 0;
            }),
        new Command(
            "driver set",
            "Change a driver's settings and its file; KEY= gives a key its default back",
            DriverTable.json("NAME KEY=VALUE...", 2, Integer.MAX_VALUE),
            Operand.DRIVER,
            this::set));
  }

  private int set(Arguments arguments, CommandIo io) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String each : arguments.from(1)) {
      int equals = each.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("\"" + each + "\" is not KEY=VALUE");
      }
      List<String> all = values.computeIfAbsent(each.substring(0, equals), _ -> new ArrayList<>());
      if (equals < each.length() - 1) {
        all.add(each.substring(equals + 1));
      }
    }
    print(engine.drivers().configure(arguments.operand(0), values), arguments, io);
    return 0;
  }

  private static void print(DriverConfiguration driver, Arguments arguments, CommandIo io) {
    if (arguments.has("--json")) {
      io.out().println(Json.of(driver));
      return;
    }
    Table table = new Table("KEY", "VALUE", "TYPE", "DEFAULT", "RANGE", "TEXT");
    for (DriverSetting setting : driver.settings()) {
      table.row(
          setting.name(),
          orDash(String.join(" ", setting.values())),
          setting.type(),
          orDash(String.join(" ", setting.defaults())),
          orDash(setting.range()),
          setting.text());
    }
    table.print(io.out());
    io.err().println("file: " + driver.file());
    if (!driver.problem().isEmpty()) {
      io.err().println(driver.problem());
    }
  }

  private static String orDash(String text) {
    return text.isEmpty() ? "-" : text;
  }
}

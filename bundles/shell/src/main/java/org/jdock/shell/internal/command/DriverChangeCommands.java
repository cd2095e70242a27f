package org.jdock.shell.internal.command;

import java.io.IOException;
import java.util.List;
import org.jdock.api.driver.DriverInfo;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.ProgressPrinter;
import org.jspecify.annotations.Nullable;

/** {@code driver …}: what operators do with drivers. */
final class DriverChangeCommands {
  private final Engine engine;

  DriverChangeCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "driver install",
            "Install a bundle with new drivers: FILE, oci:REFERENCE or mvn:GROUP:ARTIFACT:VERSION",
            Credentials.with(DriverTable.json("SOURCE", 1, 1)),
            Operand.FILE,
            this::install),
        new Command(
            "driver upgrade",
            "Replace a driver by a newer version while it is used",
            Credentials.with(DriverTable.json("[NAME] SOURCE", 1, 2)),
            Operand.DRIVER_OR_FILE,
            this::upgrade),
        new Command(
            "driver rollback",
            "Go back to the version before the last upgrade",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::rollback),
        new Command(
            "driver enable",
            "Let calls go to a driver again that was disabled",
            DriverTable.json("NAME", 1, 1),
            Operand.DRIVER,
            this::enable),
        new Command(
            "driver disable",
            "End calls to a driver that nothing uses, until it is enabled",
            DriverTable.json("NAME", 1, 1)
                .flag("--force", "-f", "Disable it though something uses it"),
            Operand.DRIVER,
            this::disable),
        new Command(
            "driver remove",
            "Remove a driver that nothing uses",
            DriverTable.json("NAME", 1, 1)
                .flag("--force", "-f", "Remove it though something uses it"),
            Operand.DRIVER,
            this::remove));
  }

  private int install(Arguments arguments, CommandIo io) throws IOException {
    told(
        engine
            .drivers()
            .install(
                source(arguments.operand(0), io),
                Credentials.of(reference(arguments.operand(0)), arguments, io),
                new ProgressPrinter(io.err(), false)),
        arguments,
        io);
    return 0;
  }

  /** A name is only a check: the jar itself says which drivers it has. */
  private int upgrade(Arguments arguments, CommandIo io) throws IOException {
    List<String> operands = arguments.operands();
    told(
        engine
            .drivers()
            .upgrade(
                operands.size() == 2 ? operands.getFirst() : null,
                source(operands.getLast(), io),
                Credentials.of(reference(operands.getLast()), arguments, io),
                new ProgressPrinter(io.err(), false)),
        arguments,
        io);
    return 0;
  }

  /** What the policy lets in with a warning is warned of. */
  private void told(List<DriverInfo> list, Arguments arguments, CommandIo io) {
    DriverTable.print(list, arguments, io);
    list.forEach(driver -> DriverTable.warn(driver, engine.trust, io));
  }

  /** Only the client knows where a relative path starts. */
  private static String source(String text, CommandIo io) {
    String path = text.matches("file:[^/].*") ? text.substring("file:".length()) : text;
    return path.matches("[a-z]{2,}:.*") ? path : io.directory().resolve(path).toString();
  }

  private static @Nullable String reference(String source) {
    return source.startsWith("oci:") ? source.substring("oci:".length()) : null;
  }

  private int rollback(Arguments arguments, CommandIo io) {
    DriverTable.print(engine.drivers().rollback(arguments.operand(0)), arguments, io);
    return 0;
  }

  private int enable(Arguments arguments, CommandIo io) {
    DriverTable.print(List.of(engine.drivers().enable(arguments.operand(0))), arguments, io);
    return 0;
  }

  private int disable(Arguments arguments, CommandIo io) {
    DriverTable.print(
        List.of(engine.drivers().disable(arguments.operand(0), arguments.has("--force"))),
        arguments,
        io);
    return 0;
  }

  private int remove(Arguments arguments, CommandIo io) {
    String name = arguments.operand(0);
    engine.drivers().remove(name, arguments.has("--force"));
    io.out().println(arguments.has("--json") ? Json.of(List.of(name)) : name);
    return 0;
  }
}

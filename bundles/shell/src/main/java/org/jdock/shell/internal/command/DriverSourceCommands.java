package org.jdock.shell.internal.command;

import java.io.IOException;
import java.util.List;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.ProgressPrinter;

/** {@code driver …}: where drivers can be had. */
final class DriverSourceCommands {
  private final Engine engine;

  DriverSourceCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "driver search",
            "List what the configured indexes offer",
            DriverTable.json("[TERM]", 0, 1),
            Operand.NOTHING,
            this::search),
        new Command(
            "driver push",
            "Put a driver's bundle into a registry, and print its entries for an index",
            Credentials.with(DriverTable.json("FILE REFERENCE", 2, 2)),
            Operand.FILE,
            this::push));
  }

  private int search(Arguments arguments, CommandIo io) {
    String term = arguments.operands().isEmpty() ? "" : arguments.operand(0);
    DriverTable.printOffers(engine.driverSources().search(term), arguments, io);
    return 0;
  }

  private int push(Arguments arguments, CommandIo io) throws IOException {
    DriverTable.printOffers(
        engine
            .driverSources()
            .push(
                io.directory().resolve(arguments.operand(0)),
                arguments.operand(1),
                Credentials.of(arguments.operand(1).replaceFirst("^oci:", ""), arguments, io),
                new ProgressPrinter(io.err(), false)),
        arguments,
        io);
    return 0;
  }
}

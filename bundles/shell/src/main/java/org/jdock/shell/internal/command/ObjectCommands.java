package org.jdock.shell.internal.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jdock.api.volume.Volumes;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.ProgressPrinter;
import org.jdock.shell.internal.render.Table;

/**
 * {@code pull}, {@code rmi}, {@code volume …}, {@code inspect}: images, volumes, and all at once.
 */
final class ObjectCommands {
  private final Engine engine;

  ObjectCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "pull",
            "Pull an image from a registry",
            Syntax.of("IMAGE", 1, 1).value("--platform", null, "OS/ARCH", "Not the host's"),
            Operand.IMAGE,
            this::pull),
        new Command(
            "rmi",
            "Remove images",
            Syntax.of("IMAGE...", 1, Integer.MAX_VALUE)
                .flag("--force", "-f", "Remove names though containers use them"),
            Operand.IMAGE,
            this::removeImages),
        new Command(
            "inspect",
            "Show all about containers, images, volumes or networks as JSON",
            Syntax.of("NAME...", 1, Integer.MAX_VALUE),
            Operand.CONTAINER,
            this::inspect),
        new Command(
            "volume ls", "List volumes", ListCommands.list(), Operand.NOTHING, this::volumes),
        new Command(
            "volume create",
            "Create a volume",
            Syntax.of("[NAME]", 0, 1)
                .value("--driver", "-d", "DRIVER", "Its driver")
                .value("--opt", "-o", "NAME=VALUE", "Driver option")
                .value("--label", null, "NAME=VALUE", "Set a label"),
            Operand.NOTHING,
            this::createVolume),
        new Command(
            "volume rm",
            "Remove volumes",
            Syntax.of("VOLUME...", 1, Integer.MAX_VALUE)
                .flag("--force", "-f", "Do not mind those that are not there"),
            Operand.VOLUME,
            this::removeVolumes));
  }

  private int pull(Arguments arguments, CommandIo io) {
    engine
        .images()
        .pull(
            arguments.operand(0),
            null,
            arguments.value("--platform"),
            RegistryAuth.NONE,
            new ProgressPrinter(io.out(), io.outputTerminal()));
    return 0;
  }

  private int removeImages(Arguments arguments, CommandIo io) {
    int status = 0;
    for (String name : arguments.operands()) {
      try {
        engine
            .images()
            .remove(name, arguments.has("--force"), true)
            .forEach(step ->
                io.out()
                    .println(
                        step.untagged() == null
                            ? "Deleted: " + step.deleted()
                            : "Untagged: " + step.untagged()));
      } catch (ProblemException e) {
        io.err().println("jdock: " + e.getMessage());
        status = 1;
      }
    }
    return status;
  }

  private int inspect(Arguments arguments, CommandIo io) {
    List<Function<String, Object>> kinds =
        List.of(
            name -> engine.containers().inspect(name, false),
            name -> engine.images().inspect(name),
            name -> engine.volumes().inspect(name),
            name -> engine.networks().inspect(name));
    List<Object> found = new ArrayList<>();
    int status = 0;
    for (String name : arguments.operands()) {
      int before = found.size();
      for (int i = 0; i < kinds.size() && found.size() == before; i++) {
        try {
          found.add(kinds.get(i).apply(name));
        } catch (ProblemException e) {
          if (e.problem() != Problem.NOT_FOUND && e.problem() != Problem.INVALID) {
            throw e;
          }
        }
      }
      if (found.size() == before) {
        io.err().println("jdock: No such object: " + name);
        status = 1;
      }
    }
    io.out().println(Json.capitalised(found));
    return status;
  }

  private int volumes(Arguments arguments, CommandIo io) {
    List<Volumes.Volume> list = engine.volumes().list(ListCommands.filters(arguments));
    if (arguments.has("--quiet")) {
      list.forEach(volume -> io.out().println(volume.name()));
      return 0;
    }
    Table table = new Table("DRIVER", "VOLUME NAME");
    list.forEach(volume -> table.row(volume.driver(), volume.name()));
    table.print(io.out());
    return 0;
  }

  private int createVolume(Arguments arguments, CommandIo io) {
    String name = arguments.operands().isEmpty() ? null : arguments.operand(0);
    io.out()
        .println(
            engine
                .volumes()
                .create(
                    name,
                    arguments.value("--driver"),
                    arguments.pairs("--opt"),
                    arguments.pairs("--label"))
                .name());
    return 0;
  }

  private int removeVolumes(Arguments arguments, CommandIo io) {
    int status = 0;
    for (String name : arguments.operands()) {
      try {
        engine.volumes().remove(name, arguments.has("--force"));
        io.out().println(name);
      } catch (ProblemException e) {
        io.err().println("jdock: " + e.getMessage());
        status = 1;
      }
    }
    return status;
  }
}

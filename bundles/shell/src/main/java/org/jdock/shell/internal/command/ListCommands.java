package org.jdock.shell.internal.command;

import java.time.Instant;
import java.util.List;
import org.jdock.api.Filters;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.image.ImageSummary;
import org.jdock.api.network.NetworkDetails;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Human;
import org.jdock.shell.internal.render.Table;

/** {@code ps}, {@code images}, {@code network ls}: what there is. */
final class ListCommands {
  private static final int COMMAND_WIDTH = 20;

  private final Engine engine;

  ListCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "ps",
            "List containers",
            list()
                .flag("--all", "-a", "Show all, not only running ones")
                .value("--last", "-n", "N", "Show the N last created, in any state")
                .flag("--size", "-s", "Show the sizes of files"),
            Operand.NOTHING,
            this::containers),
        new Command(
            "images",
            "List images",
            list().flag("--all", "-a", "Show intermediate ones too"),
            Operand.NOTHING,
            this::images),
        new Command("network ls", "List networks", list(), Operand.NOTHING, this::networks));
  }

  static Syntax list() {
    return Syntax.of("", 0, 0)
        .flag("--quiet", "-q", "Print ids only")
        .flag("--no-trunc", null, "Print ids in full")
        .value("--filter", "-f", "NAME=VALUE", "Show only what matches");
  }

  static Filters filters(Arguments arguments) {
    var values = new java.util.LinkedHashMap<String, List<String>>();
    for (String filter : arguments.all("--filter")) {
      int eq = filter.indexOf('=');
      if (eq <= 0) {
        throw new UsageException("invalid filter '" + filter + "': NAME=VALUE is wanted");
      }
      values
          .computeIfAbsent(filter.substring(0, eq), name -> new java.util.ArrayList<>())
          .add(filter.substring(eq + 1));
    }
    return new Filters(values);
  }

  private int containers(Arguments arguments, CommandIo io) {
    Integer last = arguments.number("--last");
    boolean size = arguments.has("--size");
    List<ContainerSummary> list =
        engine
            .containers()
            .list(
                arguments.has("--all") || last != null,
                last == null ? 0 : last,
                size,
                filters(arguments));
    boolean whole = arguments.has("--no-trunc");
    if (arguments.has("--quiet")) {
      list.forEach(each -> io.out().println(id(each.id(), whole)));
      return 0;
    }
    Instant now = Instant.now();
    String[] headings = {
      "CONTAINER ID", "IMAGE", "COMMAND", "CREATED", "STATUS", "PORTS", "NAMES", "SIZE"
    };
    int columns = size ? headings.length : headings.length - 1;
    Table table = new Table(java.util.Arrays.copyOf(headings, columns));
    for (ContainerSummary each : list) {
      String[] cells = {
        id(each.id(), whole),
        each.image(),
        "\"" + (whole ? each.command() : Human.cut(each.command(), COMMAND_WIDTH)) + "\"",
        Human.ago(Instant.ofEpochSecond(each.created()), now),
        each.status(),
        Human.ports(each.ports()),
        String.join(",", Human.names(each.names())),
        sizes(each)
      };
      table.row(java.util.Arrays.copyOf(cells, columns));
    }
    table.print(io.out());
    return 0;
  }

  private static String sizes(ContainerSummary each) {
    Long own = each.sizeRw();
    Long whole = each.sizeRootFs();
    return Human.size(own == null ? 0 : own)
        + " (virtual "
        + Human.size(whole == null ? 0 : whole)
        + ")";
  }

  private int images(Arguments arguments, CommandIo io) {
    List<ImageSummary> list = engine.images().list(arguments.has("--all"), filters(arguments));
    boolean whole = arguments.has("--no-trunc");
    if (arguments.has("--quiet")) {
      list.stream().map(each -> id(each.id(), whole)).distinct().forEach(io.out()::println);
      return 0;
    }
    Instant now = Instant.now();
    Table table = new Table("REPOSITORY", "TAG", "IMAGE ID", "CREATED", "SIZE");
    for (ImageSummary each : list) {
      List<String> tags = each.repoTags().isEmpty() ? List.of("<none>:<none>") : each.repoTags();
      for (String tag : tags) {
        int colon = tag.lastIndexOf(':');
        table.row(
            tag.substring(0, colon),
            tag.substring(colon + 1),
            id(each.id(), whole),
            Human.ago(Instant.ofEpochSecond(each.created()), now),
            Human.size(each.size()));
      }
    }
    table.print(io.out());
    return 0;
  }

  private int networks(Arguments arguments, CommandIo io) {
    List<NetworkDetails> list = engine.networks().list(filters(arguments));
    boolean whole = arguments.has("--no-trunc");
    if (arguments.has("--quiet")) {
      list.forEach(each -> io.out().println(id(each.id(), whole)));
      return 0;
    }
    Table table = new Table("NETWORK ID", "NAME", "DRIVER", "SCOPE");
    list.forEach(each -> table.row(id(each.id(), whole), each.name(), each.driver(), each.scope()));
    table.print(io.out());
    return 0;
  }

  private static String id(String id, boolean whole) {
    return whole ? id : Human.shortId(id);
  }
}

package org.jdock.shell.internal.command;

import java.util.List;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverOffer;
import org.jdock.api.trust.DriverTrust;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.Table;
import org.jspecify.annotations.Nullable;

/** Drivers as people and scripts read them. */
final class DriverTable {
  private DriverTable() {}

  /** A syntax with {@code --json}. */
  static Syntax json(String names, int least, int most) {
    return Syntax.of(names, least, most).flag("--json", null, "Print JSON for scripts");
  }

  /** Drivers, a line each, and the reasons of those that are not active. */
  static void print(List<DriverInfo> list, Arguments arguments, CommandIo io) {
    if (arguments.has("--json")) {
      io.out().println(Json.of(list));
      return;
    }
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

  /** All about one. */
  static void print(DriverInfo driver, Arguments arguments, CommandIo io) {
    if (arguments.has("--json")) {
      io.out().println(Json.of(driver));
      return;
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
  }

  /** Says of a driver that serves why it is untrusted, if it is. */
  static void warn(DriverInfo driver, @Nullable DriverTrust trust, CommandIo io) {
    String name = driver.kind() + "/" + driver.name();
    String doubts = trust == null ? "" : trust.doubts(name);
    if (!doubts.isEmpty()) {
      io.err().println("warning: " + name + " is untrusted: " + doubts);
    }
  }

  /** What an index has. */
  static void printOffers(List<DriverOffer> offers, Arguments arguments, CommandIo io) {
    if (arguments.has("--json")) {
      io.out().println(Json.of(offers));
      return;
    }
    Table table = new Table("KIND", "NAME", "VERSION", "VENDOR", "SOURCE", "SUMMARY");
    for (DriverOffer offer : offers) {
      table.row(
          offer.kind(),
          offer.name(),
          offer.version(),
          offer.vendor().isEmpty() ? "-" : offer.vendor(),
          offer.source(),
          offer.summary());
    }
    table.print(io.out());
  }

  private static String orDash(List<String> names) {
    return names.isEmpty() ? "-" : String.join(", ", names);
  }

  private static void line(CommandIo io, String name, String value) {
    io.out().println("%-14s%s".formatted(name + ":", value));
  }
}

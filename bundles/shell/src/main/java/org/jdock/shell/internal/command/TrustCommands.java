package org.jdock.shell.internal.command;

import java.util.List;
import org.jdock.api.trust.TrustRemoval;
import org.jdock.api.trust.TrustedCertificate;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.render.Json;
import org.jdock.shell.internal.render.Table;

/** {@code driver trust …}: whose driver bundles may run here. */
final class TrustCommands {
  private final Engine engine;

  TrustCommands(Engine engine) {
    this.engine = engine;
  }

  List<Command> all() {
    return List.of(
        new Command(
            "driver trust list",
            "List the certificates that drivers are checked against",
            json("", 0),
            Operand.NOTHING,
            this::list),
        new Command(
            "driver trust add",
            "Trust drivers that a certificate's owner signed",
            json("CERT", 1),
            Operand.FILE,
            this::add),
        new Command(
            "driver trust remove",
            "Trust a certificate no longer",
            json("NAME|FINGERPRINT", 1),
            Operand.CERTIFICATE,
            this::remove));
  }

  private static Syntax json(String names, int operands) {
    return Syntax.of(names, operands, operands).flag("--json", null, "Print JSON for scripts");
  }

  private int list(Arguments arguments, CommandIo io) {
    print(engine.trust().list(), arguments, io);
    return 0;
  }

  private int add(Arguments arguments, CommandIo io) {
    var added = engine.trust().add(io.directory().resolve(arguments.operand(0)));
    print(List.of(added), arguments, io);
    return 0;
  }

  private int remove(Arguments arguments, CommandIo io) {
    TrustRemoval removal = engine.trust().remove(arguments.operand(0));
    if (arguments.has("--json")) {
      io.out().println(Json.of(removal));
      return 0;
    }
    io.out().println(removal.certificate().name());
    if (!removal.untrusted().isEmpty()) {
      io.err()
          .println(
              "warning: untrusted from the next start on: "
                  + String.join(", ", removal.untrusted()));
    }
    return 0;
  }

  private static void print(
      List<TrustedCertificate> certificates, Arguments arguments, CommandIo io) {
    if (arguments.has("--json")) {
      io.out().println(Json.of(certificates));
      return;
    }
    Table table = new Table("NAME", "SUBJECT", "VALID FROM", "VALID UNTIL", "SHA-256");
    for (TrustedCertificate each : certificates) {
      table.row(
          each.name(),
          each.subject(),
          each.notBefore().toString(),
          each.notAfter().toString(),
          each.fingerprint());
    }
    table.print(io.out());
  }
}

package org.jdock.shell.internal.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jdock.api.image.RegistryAuth;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.io.CommandIo;

/** Who asks a registry: as with {@code docker login}, a password never stands in a command line. */
final class Credentials {
  private static final String USER = "--username";
  private static final String PASSWORD = "--password-stdin";

  private Credentials() {}

  static Syntax with(Syntax syntax) {
    return syntax
        .value(USER, "-u", "NAME", "Who asks the registry")
        .flag(PASSWORD, null, "Read that user's password from standard input");
  }

  static RegistryAuth of(Arguments arguments, CommandIo io) throws IOException {
    String user = arguments.value(USER);
    if (user == null && !arguments.has(PASSWORD)) {
      return RegistryAuth.NONE;
    }
    if (user == null || !arguments.has(PASSWORD)) {
      throw new UsageException(USER + " and " + PASSWORD + " go together");
    }
    String password = new String(io.in().readAllBytes(), StandardCharsets.UTF_8);
    return new RegistryAuth(user, password.replaceFirst("\\R$", ""), null, null);
  }
}

package org.jdock.shell.internal.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdock.api.image.RegistryAuth;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.args.UsageException;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.login.DockerLogins;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a registry: as with {@code docker login}, a password never stands in a command line.
 * Without a user it is who {@code docker login} remembered for that registry.
 */
final class Credentials {
  private static final String USER = "--username";
  private static final String PASSWORD = "--password-stdin";
  private static final String LOGINS = "--docker-config";

  private Credentials() {}

  static Syntax with(Syntax syntax) {
    return syntax
        .value(USER, "-u", "NAME", "Who asks the registry")
        .flag(PASSWORD, null, "Read that user's password from standard input")
        .value(LOGINS, null, "DIR", "Where docker login keeps its config.json (~/.docker)");
  }

  /**
   * For an image reference.
   *
   * @param reference null when no registry is asked
   */
  static RegistryAuth of(@Nullable String reference, Arguments arguments, CommandIo io)
      throws IOException {
    String user = arguments.value(USER);
    if (user == null && !arguments.has(PASSWORD)) {
      return reference == null ? RegistryAuth.NONE : logins(arguments, io).of(reference);
    }
    if (user == null || !arguments.has(PASSWORD)) {
      throw new UsageException(USER + " and " + PASSWORD + " go together");
    }
    String password = new String(io.in().readAllBytes(), StandardCharsets.UTF_8);
    return new RegistryAuth(user, password.replaceFirst("\\R$", ""), null, null);
  }

  /** Whoever may use the console is the daemon's own user. */
  private static DockerLogins logins(Arguments arguments, CommandIo io) {
    String folder = arguments.value(LOGINS);
    return new DockerLogins(
        folder == null
            ? Path.of(System.getProperty("user.home"), ".docker")
            : io.directory().resolve(folder));
  }
}

package org.jdock.image.internal.registry;

import java.io.IOException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.reference.Reference;

/** Looks whether a registry lets somebody in. Nothing is kept. Blocks. */
public final class Login {
  private static final String HUB = "index.docker.io";

  private Login() {}

  /**
   * Tries it; mirrors are not asked, which must not see credentials.
   *
   * @param server as clients write it: {@code host:5000}, {@code https://index.docker.io/v1/};
   *     empty for Docker's own registry
   * @throws ProblemException UNAUTHORIZED in Docker's words, FAILED when no registry answers
   */
  public static void to(String server, RegistryAuth auth, DaemonSettings settings) {
    Reference within = within(server);
    var endpoints =
        Endpoint.of(within, settings).stream().filter(endpoint -> !endpoint.mirror()).toList();
    try {
      Endpoints.first(
          endpoints,
          endpoint -> new RegistryClient(endpoint, within, auth, RegistryClient.Access.ENTER),
          client -> {
            client.enter();
            return true;
          });
    } catch (ProblemException e) {
      throw e.problem() == Problem.UNAUTHORIZED
          ? new ProblemException(
              Problem.UNAUTHORIZED, "login attempt to " + server + " failed: " + e.getMessage())
          : e;
    } catch (IOException e) {
      throw ProblemException.failed("login attempt to " + server + " failed: " + e.getMessage(), e);
    }
  }

  /** Some name in the registry: endpoints are found by names. */
  private static Reference within(String server) {
    String host = server.replaceFirst("^https?://", "").replaceFirst("/.*", "");
    String domain = host.isEmpty() || host.equals(HUB) ? Reference.DEFAULT_DOMAIN : host;
    Reference some = Reference.parse(domain + "/library/login");
    if (!some.domain().equals(domain)) {
      throw ProblemException.invalid(
          "invalid registry address \"" + server + "\": wanted a host, such as example.com:5000");
    }
    return some;
  }
}

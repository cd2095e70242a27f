package org.jdock.image.internal.registry;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jdock.api.ProblemException;

/** Tries a registry's endpoints in their order. */
final class Endpoints {
  private Endpoints() {}

  /** What is done with an endpoint that answers. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it. */
    T with(RegistryClient client) throws IOException;
  }

  /**
   * Works with the first that answers; a mirror that refuses is passed by.
   *
   * @throws ProblemException the last one's refusal, when none would do
   */
  static <T> T first(
      List<Endpoint> endpoints, Function<Endpoint, RegistryClient> clients, Work<T> work)
      throws IOException {
    ProblemException last = null;
    for (Endpoint endpoint : endpoints) {
      try (RegistryClient client = clients.apply(endpoint)) {
        client.ping();
        return work.with(client);
      } catch (RegistryClient.Unreachable e) {
        last = e.problem();
      } catch (ProblemException e) {
        if (!endpoint.mirror()) {
          throw e;
        }
        last = e;
      }
    }
    throw last == null ? ProblemException.failed("no endpoints found", null) : last;
  }
}

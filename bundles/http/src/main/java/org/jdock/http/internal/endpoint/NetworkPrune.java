package org.jdock.http.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.NetworkDetails;
import org.jdock.api.network.Networks;

/** Removes the networks that users made and that no running container is on (NetworkPrune). */
final class NetworkPrune {
  private static final Filters UNUSED =
      new Filters(Map.of("type", List.of("custom"), "dangling", List.of("true")));

  private final Networks networks;

  NetworkPrune(Networks networks) {
    this.networks = networks;
  }

  /** The names of what was removed. */
  List<String> run(Filters filters) {
    filters.allowOnly(Set.of("label", "label!", "until"));
    long until = Timestamps.until(filters.get("until"));
    var unwanted = new Filters(Map.of("label", filters.get("label!")));
    var deleted = new ArrayList<String>();
    for (var n : networks.list(UNUSED)) {
      boolean spared = !filters.get("label!").isEmpty() && unwanted.labels(n.labels());
      if (n.created().getEpochSecond() <= until
          && filters.labels(n.labels())
          && !spared
          && removed(n)) {
        deleted.add(n.name());
      }
    }
    return deleted;
  }

  /** Somebody may have joined or removed it in the meantime: then it is none of ours. */
  private boolean removed(NetworkDetails network) {
    try {
      networks.remove(network.id());
      return true;
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND || e.problem() == Problem.FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }
}

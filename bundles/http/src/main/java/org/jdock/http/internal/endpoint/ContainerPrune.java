package org.jdock.http.internal.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.Filters;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.Containers;

/** Removes the containers that do not run (ContainerPrune). */
final class ContainerPrune {
  private static final Filters STOPPED =
      new Filters(Map.of("status", List.of("created", "exited", "dead")));

  private final Containers containers;

  ContainerPrune(Containers containers) {
    this.containers = containers;
  }

  /** What was removed, and the bytes that they had written. */
  record Report(List<String> deleted, long reclaimed) {}

  Report run(Filters filters) {
    filters.allowOnly(Set.of("label", "label!", "until"));
    long until = Timestamps.until(filters.get("until"));
    var unwanted = new Filters(Map.of("label", filters.get("label!")));
    var deleted = new ArrayList<String>();
    long reclaimed = 0;
    for (var c : containers.list(true, 0, true, STOPPED)) {
      boolean spared = !filters.get("label!").isEmpty() && unwanted.labels(c.labels());
      if (c.created() <= until && filters.labels(c.labels()) && !spared && removed(c)) {
        deleted.add(c.id());
        var size = c.sizeRw();
        reclaimed += size == null ? 0 : size;
      }
    }
    return new Report(deleted, reclaimed);
  }

  /** Somebody may have started or removed it in the meantime: then it is none of ours. */
  private boolean removed(ContainerSummary c) {
    try {
      containers.remove(c.id(), false, false);
      return true;
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND || e.problem() == Problem.CONFLICT) {
        return false;
      }
      throw e;
    }
  }
}

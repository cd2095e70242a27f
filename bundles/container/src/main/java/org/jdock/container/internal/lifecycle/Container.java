package org.jdock.container.internal.lifecycle;

import java.time.Duration;
import org.jdock.api.container.ContainerSummary;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.health.Probing;
import org.jdock.container.internal.list.Views;
import org.jdock.container.internal.output.ContainerOutput;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.state.Status;
import org.jspecify.annotations.Nullable;

/**
 * A container as the daemon holds it. Readers take {@link #snapshot} at any time; all else is
 * touched only by changes in the {@link #queue}.
 */
final class Container {
  final SerialQueue queue = new SerialQueue();
  final Waits waits = new Waits();
  final ContainerOutput output;

  private volatile Snapshot snapshot;

  /** Counts runs, so that what belongs to an earlier one is known. */
  long run;

  /** Its runtime may know it: recovery then needs its bundle. In the queue only. */
  boolean known;

  Exits.@Nullable Watch watch;

  /** Runs its health check; null when it has none. */
  @Nullable Probing probing;

  /** The last wait before a restart; zero for none. */
  Duration backoff = Duration.ZERO;

  /** Set when someone stopped it: no policy starts it again until someone does. */
  boolean exitOnNext;

  /** Set while it is being restarted by someone: not removed when it ends. */
  volatile boolean keep;

  private record Listed(Snapshot of, ContainerSummary summary) {}

  private volatile @Nullable Listed listed;

  Container(Snapshot snapshot, ContainerOutput output) {
    this.snapshot = snapshot;
    this.output = output;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** The snapshot's summary, made once for each snapshot. */
  @SuppressWarnings("ReferenceEquality") // the same one, not one that looks like it
  ContainerSummary summary(Snapshot of) {
    Listed known = listed;
    if (known == null || known.of != of) {
      known = new Listed(of, Views.summary(of));
      listed = known;
    }
    return known.summary;
  }

  String id() {
    return snapshot.id();
  }

  Definition definition() {
    return snapshot.definition();
  }

  RunState state() {
    return snapshot.state();
  }

  Status status() {
    return snapshot.status();
  }

  void become(RunState state) {
    RunState next = probing == null ? state : probed(probing, state);
    snapshot = new Snapshot(snapshot.definition(), next);
  }

  private static RunState probed(Probing probing, RunState s) {
    Health health =
        probing.follow(s.status() == Status.RUNNING, s.status().alive(), s.startedAt(), s.health());
    return s.withHealth(health);
  }

  void become(Definition definition) {
    snapshot = new Snapshot(definition, snapshot.state());
  }
}

package org.jdock.network.internal.sandbox;

import java.util.List;
import org.jdock.network.internal.port.HeldPort;

/** A sandbox with what this daemon holds for it. */
final class LiveSandbox {
  private final List<HeldPort> held;
  private volatile StoredSandbox stored;
  private volatile boolean joined;

  LiveSandbox(StoredSandbox stored, List<HeldPort> held) {
    this.stored = stored;
    this.held = List.copyOf(held);
  }

  StoredSandbox stored() {
    return stored;
  }

  /** It is on other networks since. */
  void become(StoredSandbox changed) {
    stored = changed;
  }

  List<HeldPort> held() {
    return held;
  }

  /** Whether its driver was asked to join it. */
  boolean joined() {
    return joined;
  }

  void join() {
    joined = true;
  }
}

package org.jdock.itest.bench.swap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How often something was done, how long each took, and what went wrong. Thread-safe. */
final class Tally {
  private static final int KEPT = 5;

  private final List<Double> millis = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private int failed;

  /** Something that may fail. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /** Does it, with the clock running; whether it went well. */
  boolean time(Work work) throws InterruptedException {
    var begin = System.nanoTime();
    try {
      work.run();
      took((System.nanoTime() - begin) / 1e6);
      return true;
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      fail(e);
      return false;
    }
  }

  private synchronized void took(double value) {
    millis.add(value);
  }

  private synchronized void fail(Exception cause) {
    failed++;
    if (failures.size() < KEPT) {
      failures.add(String.valueOf(cause));
    }
  }

  /** Those that went well. */
  synchronized int count() {
    return millis.size();
  }

  synchronized int failed() {
    return failed;
  }

  /** What the first ones that failed said. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /** Milliseconds that this part took at most; 0 when there is none. */
  synchronized double quantile(double part) {
    if (millis.isEmpty()) {
      return 0;
    }
    Collections.sort(millis);
    return millis.get((int) Math.ceil(part * (millis.size() - 1)));
  }
}

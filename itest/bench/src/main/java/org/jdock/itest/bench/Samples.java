package org.jdock.itest.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measured values of one thing, in any unit. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  double median() {
    return quantile(0.5);
  }

  /** How far the middle half lies apart, as a part of the median. */
  double spread() {
    return median() == 0 ? 0 : (quantile(0.75) - quantile(0.25)) / median();
  }

  private double quantile(double part) {
    if (values.isEmpty()) {
      throw new IllegalStateException("nothing was measured");
    }
    var sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    double at = part * (sorted.size() - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.size() - 1);
    return sorted.get(low) + (at - low) * (sorted.get(high) - sorted.get(low));
  }
}

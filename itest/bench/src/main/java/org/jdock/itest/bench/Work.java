package org.jdock.itest.bench;

import org.jdock.itest.bench.bed.Bed;
import org.jspecify.annotations.Nullable;

/**
 * One thing to measure.
 *
 * @param name for the command line
 * @param text for the table
 * @param unit {@code ms} or {@code MB}
 * @param rounds how often, after one that is not counted
 * @param limit the ratio to Docker that is aimed at; 0 for none
 * @param measure measures once on an engine
 * @param floor measures the least that it can take; null where there is no such thing
 */
record Work(
    String name,
    String text,
    String unit,
    int rounds,
    double limit,
    Measure measure,
    @Nullable Measure floor) {
  /** Measures once. */
  @FunctionalInterface
  interface Measure {
    /** The value, in the work's unit. */
    double on(Bed bed) throws Exception;
  }
}

package org.jdock.itest.osgi.vendor;

/** Writes labels too, beside what the first release reads: that one can come back. */
public final class LabelledVolumes extends KeepsVolumes {
  @Override
  int schema() {
    return 1;
  }

  @Override
  boolean labels() {
    return true;
  }
}

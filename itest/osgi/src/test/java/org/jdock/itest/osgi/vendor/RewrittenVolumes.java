package org.jdock.itest.osgi.vendor;

/** Writes what no release before it understands. */
public final class RewrittenVolumes extends KeepsVolumes {
  @Override
  int schema() {
    return 2;
  }

  @Override
  boolean labels() {
    return true;
  }
}

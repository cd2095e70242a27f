package org.jdock.itest.osgi.vendor;

/** The first release: volumes without labels. */
public final class PlainVolumes extends KeepsVolumes {
  @Override
  int schema() {
    return 1;
  }

  @Override
  boolean labels() {
    return false;
  }
}

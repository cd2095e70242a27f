package org.jdock.shell.internal.command;

/** An engine that has what a test gives it. */
public final class FakeEngine extends Engine {
  /** With drivers. */
  public FakeEngine() {
    drivers = new FakeDrivers();
  }

  /** Its drivers. */
  public FakeDrivers fakeDrivers() {
    return (FakeDrivers) drivers;
  }
}

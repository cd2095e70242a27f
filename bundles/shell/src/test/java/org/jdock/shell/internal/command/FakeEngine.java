package org.jdock.shell.internal.command;

/** An engine that has what a test gives it. */
public final class FakeEngine extends Engine {
  final FakeContainers fakeContainers = new FakeContainers();

  /** With drivers and a trust store. */
  public FakeEngine() {
    drivers = new FakeDrivers();
    trust = new FakeTrust();
  }

  /** Now with containers and images as well. */
  public FakeEngine withContainers() {
    containers = fakeContainers.containers();
    images = fakeContainers.images();
    return this;
  }

  /** What was called on containers. */
  public java.util.List<String> containerCalls() {
    return fakeContainers.calls;
  }
}

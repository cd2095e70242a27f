package org.jdock.container.internal.lifecycle;

/** Starts and ends of runs, which need each other: an end may be followed by a start. */
final class Runs {
  private final Starter starter;
  private final Ender ender;
  private final Remover remover;
  private final MissingDrivers missing;

  Runs(
      Services services,
      Security security,
      Publisher publisher,
      ContainerIndex index,
      String bootId) {
    remover = new Remover(services, publisher, index);
    starter = new Starter(services, security, publisher, bootId, this::ended);
    missing = new MissingDrivers(services.drivers(), starter);
    ender = new Ender(services, publisher, missing, remover);
  }

  /** Called when a process has ended. */
  void ended(Container c, Starter.RunExit end) {
    c.queue.later("ending " + c.id(), () -> ender.ended(c, end.run(), end.exit()));
  }

  Starter starter() {
    return starter;
  }

  /** Starts what a policy wants to run. */
  MissingDrivers missing() {
    return missing;
  }

  Ender ender() {
    return ender;
  }

  Remover remover() {
    return remover;
  }
}

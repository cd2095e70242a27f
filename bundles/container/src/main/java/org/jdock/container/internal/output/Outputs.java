package org.jdock.container.internal.output;

/** The outputs of all containers. Thread-safe. */
public interface Outputs extends AutoCloseable {
  /** The output of one container, running or not; nothing is followed yet. Cheap. */
  ContainerOutput of(OutputSpec spec);

  /** Stops following, with everything that was handed over flushed; containers go on printing. */
  @Override
  void close();
}

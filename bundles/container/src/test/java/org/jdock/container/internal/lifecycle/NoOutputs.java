package org.jdock.container.internal.lifecycle;

import org.jdock.api.container.LogOptions;
import org.jdock.api.container.StreamSession;
import org.jdock.container.internal.output.ContainerOutput;
import org.jdock.container.internal.output.OutputSpec;
import org.jdock.container.internal.output.Outputs;

/** Stands in for the real one in tests. */
final class NoOutputs implements Outputs {
  @Override
  public ContainerOutput of(OutputSpec spec) {
    return new ContainerOutput() {
      private volatile boolean active;

      @Override
      public void begin() {
        active = true;
      }

      @Override
      public void finish() {
        active = false;
      }

      @Override
      public void discard() {}

      @Override
      public boolean active() {
        return active;
      }

      @Override
      public StreamSession logs(LogOptions options) {
        throw new UnsupportedOperationException();
      }

      @Override
      public StreamSession attach(
          boolean stdin, boolean stdout, boolean stderr, boolean logs, boolean stream) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void resize(int height, int width) {}
    };
  }

  @Override
  public void close() {}
}

package org.jdock.api.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An attach, an exec or a log that is ready to stream: everything that can be refused was refused
 * when it was made. It must be run or closed.
 */
public interface StreamSession extends AutoCloseable {
  /** Whether a terminal is behind it, so that output is one raw stream. */
  boolean terminal();

  /**
   * Streams until the process or the log ends, the client goes, or the thread is interrupted; for a
   * virtual thread. Output that was there before it was made, or comes between, is not lost.
   *
   * @param stdin what goes in, its end being the process's end of input; null for nothing
   * @param stdout never null; flushed whenever nothing more is at hand
   * @param stderr the same as stdout with a terminal
   */
  void run(@Nullable InputStream stdin, OutputStream stdout, OutputStream stderr)
      throws IOException, InterruptedException;

  @Override
  void close();
}

package org.jdock.container.internal.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.container.internal.output.Notifier;
import org.jdock.container.internal.output.ProcessOutput;

/** The files of a started exec, held by its process and its client: the last one removes them. */
final class Running implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Running.class);
  private static final int TRIES = 20;

  private final Exec exec;
  private final ProcessOutput output;
  private final AtomicInteger holders = new AtomicInteger(1);

  private Running(Exec exec, ProcessOutput output) {
    this.exec = exec;
    this.output = output;
  }

  /** Makes them. */
  static Running open(Exec exec, Notifier notifier) throws IOException {
    makeDirectories(exec.files().exits());
    try {
      return new Running(exec, ProcessOutput.open(notifier, exec.files()));
    } catch (IOException e) {
      Leftovers.delete(exec.files().directory());
      throw e;
    }
  }

  /** Another exec of the container may end meanwhile, and take their common directory with it. */
  static void makeDirectories(Path exits) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        Files.createDirectories(exits);
        return;
      } catch (NoSuchFileException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  ProcessOutput output() {
    return output;
  }

  /** For one more holder. */
  Running retain() {
    holders.incrementAndGet();
    return this;
  }

  @Override
  public void close() {
    if (holders.decrementAndGet() == 0) {
      // Nobody waits for that: least of all the client, who is to learn of the end.
      Thread.ofVirtual().name("exec files").start(this::remove);
    }
  }

  private void remove() {
    try {
      output.close();
      Leftovers.delete(exec.files().directory());
    } catch (IOException e) {
      LOG.warn("the files of exec {} can't be removed: {}", exec.id(), e.toString());
    }
  }
}

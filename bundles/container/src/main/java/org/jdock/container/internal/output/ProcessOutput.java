package org.jdock.container.internal.output;

import java.io.IOException;
import org.jdock.api.container.StreamSession;
import org.jdock.spi.runtime.MonitorFiles;

/** The output of a process that keeps no log: an exec. Thread-safe. */
public final class ProcessOutput implements AutoCloseable {
  private final Notifier notifier;
  private final MonitorFiles files;
  private final Spool spool;

  private ProcessOutput(Notifier notifier, MonitorFiles files, Spool spool) {
    this.notifier = notifier;
    this.files = files;
    this.spool = spool;
  }

  /** Before the monitor is made. */
  public static ProcessOutput open(Notifier notifier, MonitorFiles files) throws IOException {
    return new ProcessOutput(notifier, files, Spool.open(notifier, files));
  }

  /** A session with all output from the start on; terminal means one raw stream. */
  public StreamSession attach(boolean stdin, boolean stdout, boolean stderr, boolean terminal)
      throws IOException {
    var wanted = new Attachment.Wanted(stdin, stdout, stderr, terminal);
    var session = new Attachment(wanted, files, notifier, null, true);
    session.begin(spool, new SpoolReader(notifier.buffers(), spool.oldest(), 0));
    return session;
  }

  /** The process has ended, and all output is there. */
  public void finish() {
    spool.finish();
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }
}

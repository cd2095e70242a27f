package org.jdock.container.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jdock.linux.poll.Poller;
import org.jdock.linux.socket.SeqPacketSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a monitor's attach socket, for stdin. What comes out of it is drained and
 * forgotten: the monitor would wait otherwise, and output is read from the spool.
 */
final class StdinPort implements AutoCloseable {
  /** conmon takes packets of up to 32 KiB. */
  static final int PACKET = 8 * 1024;

  private final SeqPacketSocket socket;
  private final Bell writable = new Bell();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(PACKET + 1024);
  private Poller.@Nullable Registration registration;
  private boolean waiting;
  private boolean ended;

  private StdinPort(SeqPacketSocket socket) {
    this.socket = socket;
  }

  /** Connects; fails while there is no monitor. */
  static StdinPort connect(Notifier notifier, Path attach) throws IOException {
    var port = new StdinPort(SeqPacketSocket.connect(attach));
    try {
      port.start(notifier.poller());
      return port;
    } catch (IOException | RuntimeException e) {
      port.close();
      throw e;
    }
  }

  private synchronized void start(Poller poller) throws IOException {
    registration = poller.register(socket.fd(), 0, this::ready);
    registration.arm(Poller.READ);
  }

  private synchronized void ready(int events) {
    if (registration == null) {
      return;
    }
    try {
      if ((events & Poller.WRITE) != 0) {
        waiting = false;
        writable.ring();
      }
      if (drain()) {
        arm();
        return;
      }
    } catch (IOException e) {
      // The monitor is gone: what is sent next says so.
    }
    ended = true;
    writable.ring();
  }

  private void arm() throws IOException {
    if (registration != null) {
      registration.arm(waiting ? Poller.READ | Poller.WRITE : Poller.READ);
    }
  }

  /** False at the end. */
  private boolean drain() throws IOException {
    int n = 0;
    while (n >= 0) {
      scratch.clear();
      n = socket.tryReceive(scratch);
    }
    return n == SeqPacketSocket.NOTHING;
  }

  /** Sends at most {@value #PACKET} bytes; parks while the process does not read. */
  void send(byte[] b, int length) throws IOException, InterruptedException {
    ByteBuffer packet = ByteBuffer.wrap(b, 0, length);
    while (true) {
      long seen;
      synchronized (this) {
        if (registration == null || ended) {
          throw new IOException("the process has ended");
        }
        if (socket.trySend(packet)) {
          return;
        }
        seen = writable.rings();
        waiting = true;
        arm();
      }
      writable.await(seen);
    }
  }

  /** The end of input. */
  synchronized void end() throws IOException {
    if (registration != null && !ended) {
      socket.shutdownWrite();
    }
  }

  @Override
  public synchronized void close() {
    if (registration != null) {
      registration.close();
      registration = null;
    }
    socket.close();
    writable.ring();
  }
}

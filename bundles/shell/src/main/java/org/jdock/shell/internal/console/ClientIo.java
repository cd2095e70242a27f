package org.jdock.shell.internal.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jdock.shell.internal.io.CommandIo;
import org.jdock.shell.internal.wire.Frame;
import org.jdock.shell.internal.wire.FrameType;
import org.jdock.shell.internal.wire.Request;
import org.jspecify.annotations.Nullable;

/** The streams and the terminal of a client at the other end of a connection. */
final class ClientIo implements CommandIo {
  private static final int BUFFER = 1 << 13;

  private final Request request;
  private final Outbox outbox;
  private final Thread command;
  private final FrameInput in;
  private final PrintStream out;
  private final PrintStream err;
  private volatile @Nullable Resized resized;
  private volatile @Nullable SignalHandler signals;

  /**
   * For one command.
   *
   * @param command the thread that a signal interrupts
   */
  ClientIo(Request request, Outbox outbox, Thread command) {
    this.request = request;
    this.outbox = outbox;
    this.command = command;
    in = new FrameInput(outbox);
    out = stream(FrameType.STDOUT);
    err = stream(FrameType.STDERR);
  }

  private PrintStream stream(FrameType type) {
    return new PrintStream(
        new BufferedOutputStream(new FrameOutput(outbox, type), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Takes what the client sends after its request. */
  void take(Frame frame) {
    ByteBuffer payload = ByteBuffer.wrap(frame.payload());
    switch (frame.type()) {
      case STDIN, END -> in.take(frame);
      case SIZE -> {
        Resized listener = resized;
        if (listener != null && payload.remaining() == 8) {
          listener.to(payload.getInt(), payload.getInt());
        }
      }
      case SIGNAL ->
          signal(new String(frame.payload(), 4, payload.remaining() - 4, StandardCharsets.UTF_8));
      default -> throw new IllegalArgumentException("a client sends no " + frame.type());
    }
  }

  private void signal(String name) {
    SignalHandler handler = signals;
    if (handler == null) {
      command.interrupt();
    } else {
      Thread.ofVirtual().name("console-signal").start(() -> handler.signal(name));
    }
  }

  /** What the client asked for. */
  Request request() {
    return request;
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public PrintStream out() {
    return out;
  }

  @Override
  public PrintStream err() {
    return err;
  }

  @Override
  public boolean inputTerminal() {
    return request.inputTerminal();
  }

  @Override
  public boolean outputTerminal() {
    return request.outputTerminal();
  }

  @Override
  public Path directory() {
    return request.directory();
  }

  @Override
  public Release raw(Resized listener) {
    if (!inputTerminal() || !outputTerminal()) {
      return () -> {};
    }
    resized = listener;
    sendRaw(true);
    return () -> {
      resized = null;
      out.flush();
      sendRaw(false);
    };
  }

  private void sendRaw(boolean on) {
    try {
      outbox.send(new Frame(FrameType.RAW, new byte[] {(byte) (on ? 1 : 0)}));
    } catch (IOException e) {
      // The client restores its terminal at the end of the connection in any case.
      command.interrupt();
    }
  }

  @Override
  public Release onSignal(SignalHandler handler) {
    signals = handler;
    return () -> signals = null;
  }
}

package org.jdock.driver.plugin.v1.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/** An answer that is read piece by piece. Not thread-safe. */
public final class PluginStream implements AutoCloseable {
  private static final int LARGEST = 64 << 20;

  private final Plugin plugin;
  private final String method;
  private final Answer answer;
  private final Duration limit;

  PluginStream(Plugin plugin, String method, Answer answer, Duration limit) {
    this.plugin = plugin;
    this.method = method;
    this.answer = answer;
    this.limit = limit;
  }

  /**
   * The next message: its length in four bytes, big end first, and so many bytes. Null at the end.
   *
   * @throws DriverException UNAVAILABLE when the plugin hangs or breaks off
   */
  public byte @Nullable [] message() throws DriverException {
    try {
      answer.limit(limit);
      byte[] head = answer.body().readNBytes(4);
      if (head.length == 0) {
        return null;
      }
      int length = head.length < 4 ? -1 : ByteBuffer.wrap(head).getInt();
      if (length < 0 || length > LARGEST) {
        throw new IOException("a message with a bad length");
      }
      byte[] message = answer.body().readNBytes(length);
      if (message.length < length) {
        throw new IOException("a message is cut off");
      }
      return message;
    } catch (IOException e) {
      throw plugin.lost(method, e);
    }
  }

  @Override
  public void close() {
    try {
      answer.close();
    } catch (IOException e) {
      // Nothing is lost with a connection that was only read from.
      return;
    }
  }
}

package org.jdock.shell.internal.gogo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jline.utils.NonBlockingReader;

/**
 * A terminal's keys while a command wants them. A reader that still waits when the command is done
 * must not take the first key of the next line, so it looks up now and then.
 */
final class KeyInput extends InputStream {
  private static final long LOOK_UP_MILLIS = 200;

  private final NonBlockingReader reader;
  private byte[] bytes = new byte[0];
  private int at;
  private volatile boolean closed;

  KeyInput(NonBlockingReader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at == bytes.length) {
      int key = closed ? NonBlockingReader.EOF : reader.read(LOOK_UP_MILLIS);
      if (key == NonBlockingReader.EOF) {
        return -1;
      }
      if (key >= 0) {
        take(key);
      }
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, into, offset, count);
    at += count;
    return count;
  }

  private void take(int key) throws IOException {
    String text = Character.toString(key);
    if (Character.isHighSurrogate((char) key)) {
      text += (char) reader.read();
    }
    bytes = text.getBytes(StandardCharsets.UTF_8);
    at = 0;
  }

  @Override
  public int available() {
    return bytes.length - at;
  }

  @Override
  public void close() {
    closed = true;
  }
}

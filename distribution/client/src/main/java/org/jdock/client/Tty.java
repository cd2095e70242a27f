package org.jdock.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The terminal that is standard input (it need not be the controlling one), by way of stty(1): a
 * process is sooner there than the JDK's foreign functions get ready, and only commands that want a
 * terminal pay for it.
 */
final class Tty {
  private final Connection connection;
  private @Nullable String before;
  private boolean watching;

  Tty(Connection connection) {
    this.connection = connection;
  }

  /** Whether a descriptor of ours is a terminal. */
  static boolean is(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** Raw mode on or off; nothing happens if it is so already. Restored at the latest at the end. */
  synchronized void raw(boolean on) throws UncheckedTtyException {
    try {
      if (on && before == null) {
        // One process: what it was, its size, and then raw. Output keeps its own processing off:
        // whoever asks for raw mode sends what a terminal understands.
        String[] said = stty("-g; stty size; stty raw -echo").split("\n", 0);
        if (said.length != 2) {
          throw new IOException("stty can't set it");
        }
        before = said[0];
        size(said[1]);
        watch();
      } else if (!on && before != null) {
        String old = before;
        before = null;
        stty(old);
      }
    } catch (IOException e) {
      throw new UncheckedTtyException(e);
    }
  }

  private void watch() {
    if (!watching) {
      watching = true;
      Signals.handle("WINCH", _ -> resized());
    }
  }

  private synchronized void resized() {
    try {
      if (before != null) {
        size(stty("size"));
      }
    } catch (IOException e) {
      throw new UncheckedTtyException(e);
    }
  }

  private void size(String rowsColumns) throws IOException {
    String text = rowsColumns.strip();
    int space = text.indexOf(' ');
    byte[] payload =
        ByteBuffer.allocate(8)
            .putInt(Integer.parseInt(text, 0, space, 10))
            .putInt(Integer.parseInt(text, space + 1, text.length(), 10))
            .array();
    connection.send(Connection.SIZE, payload, payload.length);
  }

  private static String stty(String arguments) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", "stty " + arguments)
            .redirectInput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  /** The terminal could not be set. */
  static final class UncheckedTtyException extends RuntimeException {
    UncheckedTtyException(IOException cause) {
      super("terminal: " + cause.getMessage(), cause);
    }
  }
}

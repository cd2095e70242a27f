package org.jdock.shell.internal.gogo;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What commands print, which may end in the middle of a line: the prompt then begins one of its
 * own. (JLine's way is to mark such an end with a tilde, also after the {@code ^C} of an
 * interrupt.)
 */
final class LineStart extends FilterOutputStream {
  private volatile boolean within;

  LineStart(OutputStream to) {
    super(to);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    within = b != '\n' && b != '\r';
  }

  @Override
  public void write(byte[] b, int off, int len) throws IOException {
    out.write(b, off, len);
    if (len > 0) {
      within = b[off + len - 1] != '\n' && b[off + len - 1] != '\r';
    }
  }

  /** Something was written past this stream: the terminal's echo. */
  void echoed() {
    within = true;
  }

  /** Ends the line that was begun, if there is one. */
  void restore() throws IOException {
    if (within) {
      write('\n');
      flush();
    }
  }
}

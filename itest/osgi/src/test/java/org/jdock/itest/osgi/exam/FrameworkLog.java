package org.jdock.itest.osgi.exam;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the framework and its bundles print while tests run, which is where Declarative Services say
 * that components need each other in a circle: one of them then goes without what it asked for.
 */
final class FrameworkLog implements AutoCloseable {
  private static final Pattern FAULT = Pattern.compile("resulted in a cycle|[Cc]ircular reference");

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

  /** Listens until it is closed, and lets everything through. */
  FrameworkLog() {
    System.setOut(both(out));
    System.setErr(both(err));
  }

  private PrintStream both(PrintStream to) {
    var split =
        new OutputStream() {
          @Override
          public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            seen.write(bytes, from, length);
            to.write(bytes, from, length);
          }

          @Override
          public void flush() {
            to.flush();
          }
        };
    return new PrintStream(split, true, StandardCharsets.UTF_8);
  }

  /** The lines that tell of a circle. */
  List<String> faults() {
    return seen.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> FAULT.matcher(line).find())
        .distinct()
        .toList();
  }

  @Override
  public void close() {
    System.setOut(out);
    System.setErr(err);
  }
}

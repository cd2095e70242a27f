package org.jdock.itest.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdock.itest.engine.support.Engine;

/** A container that prints 1, 2, 3 and so on until it is stopped, and then how far it came. */
final class Counting {
  /** 500 lines twenty times a second, until there is a file /stop. */
  static final String SCRIPT =
      "i=0; while [ ! -e /stop ]; do seq $((i+1)) $((i+500)); i=$((i+500)); usleep 50000; done;"
          + " echo end $i";

  private Counting() {}

  /** Ends it; fails unless its log has each line once. */
  static void stop(Engine engine, String container, String what) {
    engine.docker("exec", container, "touch", "/stop").ok();
    engine.docker("wait", container).ok();
    var lines = engine.docker("logs", container).ok();
    var count = Integer.parseInt(lines.substring(lines.lastIndexOf(' ') + 1));
    assertEquals(upTo(count) + "\nend " + count, lines, what);
  }

  /** The lines that number so many. */
  static String upTo(int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining("\n"));
  }
}

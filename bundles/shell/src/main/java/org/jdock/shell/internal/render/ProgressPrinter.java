package org.jdock.shell.internal.render;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdock.api.image.Progress;

/**
 * Progress as docker shows it: on a terminal a line for each part, which changes in place;
 * elsewhere a line for each new status. Thread-safe.
 */
public final class ProgressPrinter implements Progress.Sink {
  private static final int BAR = 50;

  private final PrintStream out;
  private final boolean terminal;
  private final Map<String, String> parts = new LinkedHashMap<>();

  /** Prints there. */
  public ProgressPrinter(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  @Override
  public synchronized void accept(Progress step) {
    String id = step.id();
    if (step.stream() != null) {
      out.print(step.stream());
    } else if (id == null) {
      out.println(step.status());
    } else if (terminal) {
      inPlace(id, line(step));
    } else if (!String.valueOf(step.status())
        .equals(parts.put(id, String.valueOf(step.status())))) {
      out.println(id + ": " + step.status());
    }
    out.flush();
  }

  private void inPlace(String id, String line) {
    if (parts.put(id, line) == null) {
      out.println(id + ": " + line);
      return;
    }
    int up = parts.size();
    for (String each : parts.keySet()) {
      if (each.equals(id)) {
        break;
      }
      up--;
    }
    out.print("\033[" + up + "A\033[2K\r" + id + ": " + line + "\033[" + up + "B\r");
  }

  private static String line(Progress step) {
    if (step.total() <= 0) {
      return String.valueOf(step.status());
    }
    int done = (int) Math.min(BAR, BAR * step.current() / step.total());
    String bar = "=".repeat(done) + (done < BAR ? ">" : "");
    return "%s [%-50s]  %s/%s"
        .formatted(step.status(), bar, Human.size(step.current()), Human.size(step.total()));
  }
}

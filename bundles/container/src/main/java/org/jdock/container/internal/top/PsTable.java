package org.jdock.container.internal.top;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Containers.Processes;

/** Reads what ps printed (moby, daemon/top_unix.go, for what is a column and who is a member). */
final class PsTable {
  private PsTable() {}

  /**
   * The lines of some processes.
   *
   * @param members their numbers
   * @throws ProblemException INVALID when ps was told to leave out the numbers
   */
  static Processes of(String output, Set<String> members) {
    var lines = output.lines().toList();
    var titles = lines.isEmpty() ? List.<String>of() : words(lines.getFirst(), Integer.MAX_VALUE);
    int column = titles.indexOf("PID");
    if (column < 0) {
      throw ProblemException.invalid("Couldn't find PID field in ps output");
    }
    List<List<String>> rows = new ArrayList<>();
    for (var line : lines.subList(1, lines.size())) {
      var fields = words(line, titles.size());
      // With -L or m, a process's threads follow it with "-" for its number.
      boolean thread = column < fields.size() && fields.get(column).equals("-") && !rows.isEmpty();
      if (thread || (column < fields.size() && members.contains(fields.get(column)))) {
        rows.add(fields);
      }
    }
    return new Processes(titles, rows);
  }

  /** The last column may hold spaces, and is the rest. */
  private static List<String> words(String line, int columns) {
    return Arrays.asList(line.strip().split("\\s+", columns));
  }
}

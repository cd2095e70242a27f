package org.jdock.driver.network.bridge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@code iptables-save} said: tables, their chains, and each chain's rules as text. */
final class IptablesSave {
  private final Map<String, Map<String, List<String>>> tables = new HashMap<>();

  IptablesSave(String output) {
    Map<String, List<String>> table = new HashMap<>();
    for (String line : output.split("\n", -1)) {
      if (line.startsWith("*")) {
        table = tables.computeIfAbsent(line.substring(1).strip(), t -> new HashMap<>());
      } else if (line.startsWith(":")) {
        table.put(line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        String chain = line.split(" ", 3)[1];
        table.computeIfAbsent(chain, c -> new ArrayList<>()).add(line.stripTrailing());
      }
    }
  }

  boolean hasChain(String table, String chain) {
    return tables.getOrDefault(table, Map.of()).containsKey(chain);
  }

  /** Empty when there is no such chain, too. */
  List<String> rules(String table, String chain) {
    return tables.getOrDefault(table, Map.of()).getOrDefault(chain, List.of());
  }
}

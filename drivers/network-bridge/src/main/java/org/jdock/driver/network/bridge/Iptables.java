package org.jdock.driver.network.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverException;

/**
 * The rules by way of iptables, of either kind (nft, legacy); one batch, and so one commit, a
 * change.
 */
final class Iptables implements Firewall {
  private final Rules rules;

  Iptables(String daemonId) {
    rules = new Rules(daemonId);
  }

  @Override
  public boolean ensure(List<BridgeNetwork> networks, List<PublishedPort> ports)
      throws DriverException {
    IptablesSave found = new IptablesSave(Tool.run("", "iptables-save"));
    StringBuilder batch = new StringBuilder();
    for (String table : List.of(Rules.FILTER, Rules.NAT)) {
      List<String> lines =
          networks.isEmpty()
              ? removal(table, found)
              : difference(table, found, rules.wanted(table, networks, ports));
      if (!lines.isEmpty()) {
        batch.append(section(table, lines));
      }
    }
    if (batch.isEmpty()) {
      return false;
    }
    restore(batch.toString());
    return true;
  }

  private List<String> difference(
      String table, IptablesSave found, Map<String, List<String>> wanted) {
    List<String> lines = new ArrayList<>();
    wanted.forEach((chain, content) -> {
      if (!found.hasChain(table, chain) || !found.rules(table, chain).equals(content)) {
        lines.add(":" + chain + " - [0:0]"); // makes or empties it, within the commit
      }
    });
    wanted.forEach((chain, content) -> {
      if (lines.contains(":" + chain + " - [0:0]")) {
        lines.addAll(content);
      }
    });
    int guards = 0; // that are put first here
    for (Map.Entry<String, String> call : rules.calls(table)) {
      String rule = " " + call.getKey() + " " + call.getValue();
      List<String> present = found.rules(table, call.getKey());
      long times = present.stream().filter(("-A" + rule)::equals).count();
      if (times == 0) {
        boolean guard = Rules.callsGuard(rule);
        int place = guard || !table.equals(Rules.FILTER) ? 1 : afterGuards(present) + guards + 1;
        lines.add("-I " + call.getKey() + " " + place + " " + call.getValue());
        guards += guard ? 1 : 0;
      }
      for (long i = 1; i < times; i++) {
        lines.add("-D" + rule);
      }
    }
    return lines;
  }

  /** How many rules there are up to the last call of a guard, whoever's it is. */
  private static int afterGuards(List<String> present) {
    for (int i = present.size(); i > 0; i--) {
      if (Rules.callsGuard(present.get(i - 1))) {
        return i;
      }
    }
    return 0;
  }

  private List<String> removal(String table, IptablesSave found) {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> call : rules.calls(table)) {
      String rule = " " + call.getKey() + " " + call.getValue();
      for (String line : found.rules(table, call.getKey())) {
        if (line.equals("-A" + rule)) {
          lines.add("-D" + rule);
        }
      }
    }
    List<String> present =
        rules.chains(table).stream().filter(c -> found.hasChain(table, c)).toList();
    present.forEach(chain -> lines.add("-F " + chain)); // before any goes: they call each other
    present.forEach(chain -> lines.add("-X " + chain));
    return lines;
  }

  @Override
  public void publish(List<PublishedPort> ports) throws DriverException {
    restore(section(Rules.NAT, ports.stream().map(rules::translation).toList()));
  }

  @Override
  public void unpublish(List<PublishedPort> ports) throws DriverException {
    restore(
        section(
            Rules.NAT, ports.stream().map(p -> "-D" + rules.translation(p).substring(2)).toList()));
  }

  private static String section(String table, List<String> lines) {
    return "*" + table + "\n" + String.join("\n", lines) + "\nCOMMIT\n";
  }

  private static void restore(String batch) throws DriverException {
    Tool.run(batch, "iptables-restore", "--noflush", "-w", "10");
  }
}

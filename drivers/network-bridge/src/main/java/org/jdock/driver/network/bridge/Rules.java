package org.jdock.driver.network.bridge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one daemon in the form in which {@code iptables-save} shows them, so that wanted and
 * found can be compared as text. All are in chains of the daemon's own, each called from one
 * built-in chain; others' chains and rules are never touched.
 */
final class Rules {
  static final String NAT = "nat";
  static final String FILTER = "filter";
  private static final String PREFIX = "JDOCK-";
  private static final String GUARD = "GUARD";

  private final String dnat;
  private final String post;
  private final String forward;
  private final String guard;

  /** Of version 0.1.0, only to be taken away. */
  private final String isolate;

  Rules(String daemonId) {
    String prefix = PREFIX + daemonId + "-";
    dnat = prefix + "DNAT";
    post = prefix + "POST";
    forward = prefix + "FORWARD";
    guard = prefix + GUARD;
    isolate = prefix + "ISOLATE";
  }

  /** The daemon's chains of a table. */
  List<String> chains(String table) {
    return table.equals(NAT) ? List.of(dnat, post) : List.of(guard, forward, isolate);
  }

  /** The rules that call the daemon's chains: built-in chain and the rest of the rule. */
  List<Map.Entry<String, String>> calls(String table) {
    return table.equals(NAT)
        ? List.of(
            Map.entry("PREROUTING", "-m addrtype --dst-type LOCAL -j " + dnat),
            Map.entry("OUTPUT", "-m addrtype --dst-type LOCAL -j " + dnat),
            Map.entry("POSTROUTING", "-j " + post))
        : List.of(Map.entry("FORWARD", "-j " + guard), Map.entry("FORWARD", "-j " + forward));
  }

  /** Whether a rule calls the guard of this or another daemon of ours. */
  static boolean callsGuard(String rule) {
    return rule.contains(" -j " + PREFIX) && rule.endsWith("-" + GUARD);
  }

  /** What each of a table's chains shall hold. */
  Map<String, List<String>> wanted(
      String table, List<BridgeNetwork> networks, List<PublishedPort> ports) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (table.equals(NAT)) {
      all.put(dnat, ports.stream().map(this::translation).toList());
      all.put(post, post(networks));
    } else {
      all.put(guard, guard(networks));
      all.put(forward, forward(networks));
    }
    return all;
  }

  /** The one rule of a published port. */
  String translation(PublishedPort p) {
    String to = p.hostAddress().equals("0.0.0.0") ? "" : "-d " + p.hostAddress() + "/32 ";
    return String.format(
        "-A %s %s-p %s -m %s --dport %d -j DNAT --to-destination %s:%d",
        dnat, to, p.protocol(), p.protocol(), p.hostPort(), p.address(), p.port());
  }

  private List<String> post(List<BridgeNetwork> networks) {
    List<String> rules = new ArrayList<>();
    for (BridgeNetwork n : networks) {
      for (String range : n.ranges()) {
        if (n.masquerade() && !n.internal()) {
          rules.add(rule(post, "-s " + range + " ! -o %s -j MASQUERADE", n));
        }
        // A container that calls a published port of its own network: the answer must come back
        // through the host to be translated.
        rules.add(
            rule(post, "-s " + range + " -o %s -m conntrack --ctstate DNAT -j MASQUERADE", n));
      }
      // The host's own calls of 127.0.0.1:port leave it with a source that nobody could answer.
      rules.add(rule(post, "-s 127.0.0.0/8 -o %s -j MASQUERADE", n));
    }
    return rules;
  }

  /**
   * What may not pass. It comes before what any daemon or driver of ours lets pass, so that
   * networks are apart whoever made them.
   */
  private List<String> guard(List<BridgeNetwork> networks) {
    List<String> rules = new ArrayList<>();
    for (BridgeNetwork n : networks) {
      if (n.internal()) {
        rules.add(rule(guard, "-i %s ! -o %1$s -j DROP", n));
      }
    }
    for (BridgeNetwork n : networks) {
      rules.add(rule(guard, "-o %s -m conntrack --ctstate RELATED,ESTABLISHED -j RETURN", n));
      rules.add(rule(guard, "-o %s -m conntrack --ctstate DNAT -j RETURN", n));
      rules.add(rule(guard, "-i %s -o %1$s -j " + (n.talk() ? "RETURN" : "DROP"), n));
      rules.add(rule(guard, "-o %s -j DROP", n)); // other networks, ports that are not published
    }
    return rules;
  }

  /** What passes, of what no guard has stopped. */
  private List<String> forward(List<BridgeNetwork> networks) {
    List<String> rules = new ArrayList<>();
    for (BridgeNetwork n : networks) {
      rules.add(rule(forward, "-o %s -j ACCEPT", n));
      rules.add(rule(forward, "-i %s -j ACCEPT", n));
    }
    return rules;
  }

  private static String rule(String chain, String rest, BridgeNetwork network) {
    return "-A " + chain + " " + String.format(rest, network.bridge());
  }
}

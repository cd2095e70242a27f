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

  private final String dnat;
  private final String post;
  private final String forward;
  private final String isolate;

  Rules(String daemonId) {
    String prefix = "JDOCK-" + daemonId + "-";
    dnat = prefix + "DNAT";
    post = prefix + "POST";
    forward = prefix + "FORWARD";
    isolate = prefix + "ISOLATE";
  }

  /** The daemon's chains of a table. */
  List<String> chains(String table) {
    return table.equals(NAT) ? List.of(dnat, post) : List.of(forward, isolate);
  }

  /** The rules that call the daemon's chains: built-in chain and the rest of the rule. */
  List<Map.Entry<String, String>> calls(String table) {
    return table.equals(NAT)
        ? List.of(
            Map.entry("PREROUTING", "-m addrtype --dst-type LOCAL -j " + dnat),
            Map.entry("OUTPUT", "-m addrtype --dst-type LOCAL -j " + dnat),
            Map.entry("POSTROUTING", "-j " + post))
        : List.of(Map.entry("FORWARD", "-j " + forward));
  }

  /** What each of a table's chains shall hold. */
  Map<String, List<String>> wanted(
      String table, List<BridgeNetwork> networks, List<PublishedPort> ports) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    if (table.equals(NAT)) {
      all.put(dnat, ports.stream().map(this::translation).toList());
      all.put(post, post(networks));
    } else {
      all.put(forward, forward(networks));
      all.put(isolate, networks.stream().map(n -> rule(isolate, "-o %s -j DROP", n)).toList());
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

  private List<String> forward(List<BridgeNetwork> networks) {
    List<String> rules = new ArrayList<>();
    for (BridgeNetwork n : networks) {
      rules.add(rule(forward, "-o %s -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT", n));
      rules.add(rule(forward, "-o %s -m conntrack --ctstate DNAT -j ACCEPT", n));
    }
    for (BridgeNetwork n : networks) {
      rules.add(rule(forward, "-i %s ! -o %1$s -j " + isolate, n));
    }
    for (BridgeNetwork n : networks) {
      rules.add(rule(forward, "-i %s -o %1$s -j " + (n.talk() ? "ACCEPT" : "DROP"), n));
      rules.add(rule(forward, "-i %s ! -o %1$s -j " + (n.internal() ? "DROP" : "ACCEPT"), n));
      rules.add(rule(forward, "-o %s -j DROP", n)); // ports that are not published
    }
    return rules;
  }

  private static String rule(String chain, String rest, BridgeNetwork network) {
    return "-A " + chain + " " + String.format(rest, network.bridge());
  }
}

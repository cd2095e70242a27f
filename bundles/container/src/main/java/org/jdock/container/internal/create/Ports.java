package org.jdock.container.internal.create;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.SandboxSpec;

/** Published ports. */
public final class Ports {
  private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:/([A-Za-z]+))?");
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

  private Ports() {}

  /**
   * What is to be published.
   *
   * @throws ProblemException INVALID for what is no port
   */
  public static List<SandboxSpec.Port> of(ContainerConfig config, HostConfig host) {
    List<SandboxSpec.Port> all = new ArrayList<>();
    Set<String> bound = new HashSet<>();
    Map<String, List<HostConfig.PortBinding>> bindings = host.portBindings();
    if (bindings != null) {
      for (Map.Entry<String, List<HostConfig.PortBinding>> entry : bindings.entrySet()) {
        Named port = named(entry.getKey());
        List<HostConfig.PortBinding> hosts = entry.getValue();
        if (hosts == null || hosts.isEmpty()) {
          hosts = List.of(new HostConfig.PortBinding("", ""));
        }
        bound.add(port.text());
        for (HostConfig.PortBinding binding : hosts) {
          all.add(bound(port, binding));
        }
      }
    }
    Map<String, Map<String, String>> exposed = config.exposedPorts();
    if (exposed != null) {
      for (String name : exposed.keySet()) {
        for (Named port : range(name)) {
          if (host.publishAllPorts() && bound.add(port.text())) {
            all.add(new SandboxSpec.Port(port.protocol, port.number, "", 0, 0));
          }
        }
      }
    }
    return all;
  }

  /** Refuses exposed ports that are none, published or not. */
  public static void checkExposed(ContainerConfig config) {
    Map<String, Map<String, String>> exposed = config.exposedPorts();
    if (exposed != null) {
      exposed.keySet().forEach(Ports::range);
    }
  }

  /** The single ports that a container exposes, such as {@code 80/tcp}. */
  public static List<String> exposed(ContainerConfig config) {
    Map<String, Map<String, String>> exposed = config.exposedPorts();
    return exposed == null
        ? List.of()
        : exposed.keySet().stream().flatMap(p -> range(p).stream()).map(Named::text).toList();
  }

  /** A container's port as the Engine API names it: {@code 80/tcp}. */
  public static String normal(String text) {
    return named(text).text();
  }

  private static SandboxSpec.Port bound(Named port, HostConfig.PortBinding binding) {
    String text = binding.hostPort() == null ? "" : binding.hostPort();
    String ip = binding.hostIp() == null ? "" : binding.hostIp();
    if (text.isEmpty()) {
      return new SandboxSpec.Port(port.protocol, port.number, ip, 0, 0);
    }
    Matcher m = RANGE.matcher(text);
    if (!m.matches()) {
      throw invalid(text);
    }
    int from = number(m.group(1), text);
    int to = m.group(2) == null ? from : number(m.group(2), text);
    if (to < from) {
      throw invalid(text);
    }
    return new SandboxSpec.Port(port.protocol, port.number, ip, from, to);
  }

  private record Named(int number, String protocol) {
    String text() {
      return number + "/" + protocol;
    }
  }

  private static Named named(String text) {
    Matcher m = PORT.matcher(text);
    if (!m.matches()) {
      throw invalid(text);
    }
    String protocol = m.group(2) == null ? "tcp" : m.group(2).toLowerCase(java.util.Locale.ROOT);
    if (!Set.of("tcp", "udp", "sctp").contains(protocol)) {
      throw ProblemException.invalid("invalid proto: " + protocol);
    }
    int number = number(m.group(1), text);
    if (number == 0) {
      throw invalid(text);
    }
    return new Named(number, protocol);
  }

  /** An exposed port may be a range: {@code 8000-8010/tcp}. */
  private static List<Named> range(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return List.of(named(text));
    }
    int slash = text.indexOf('/');
    String protocol = slash < 0 ? "/tcp" : text.substring(slash);
    Named from = named(text.substring(0, dash) + protocol);
    Named to = named((slash < 0 ? text : text.substring(0, slash)).substring(dash + 1) + protocol);
    List<Named> all = new ArrayList<>();
    for (int i = from.number; i <= to.number; i++) {
      all.add(new Named(i, from.protocol));
    }
    return all;
  }

  private static int number(String digits, String text) {
    int number = Integer.parseInt(digits);
    if (number > 65535) {
      throw invalid(text);
    }
    return number;
  }

  private static ProblemException invalid(String text) {
    return ProblemException.invalid("invalid port specification: \"" + text + "\"");
  }
}

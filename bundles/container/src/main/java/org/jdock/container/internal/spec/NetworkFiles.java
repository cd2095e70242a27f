package org.jdock.container.internal.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.api.container.HostConfig;
import org.jdock.api.network.Sandbox;
import org.jdock.container.internal.state.Definition;
import org.jspecify.annotations.Nullable;

/** The files that every container gets: resolv.conf, hosts and hostname. */
public final class NetworkFiles {
  private static final Path RESOLV = Path.of("/etc/resolv.conf");
  private static final String HOSTS =
      """
      127.0.0.1\tlocalhost
      ::1\tlocalhost ip6-localhost ip6-loopback
      fe00::\tip6-localnet
      ff00::\tip6-mcastprefix
      ff02::1\tip6-allnodes
      ff02::2\tip6-allrouters
      """;

  private NetworkFiles() {}

  /**
   * Writes them; not durable, as they are made anew at each start.
   *
   * @param dns servers of the daemon's settings
   */
  public static void write(Path directory, Definition container, Sandbox sandbox, List<String> dns)
      throws IOException {
    HostConfig host = container.hostConfig();
    boolean hostNetwork = sandbox.namespace() == null;
    String name = container.config().hostname() == null ? "" : container.config().hostname();
    Files.writeString(directory.resolve("hostname"), name + "\n");
    String resolv = Files.isReadable(RESOLV) ? Files.readString(RESOLV) : "";
    Files.writeString(directory.resolve("resolv.conf"), resolv(resolv, host, hostNetwork, dns));
    Path own = Path.of("/etc/hosts");
    String start = hostNetwork && Files.isReadable(own) ? Files.readString(own) : HOSTS;
    String domain = container.config().domainname();
    Files.writeString(directory.resolve("hosts"), hosts(start, host, sandbox, name, domain));
  }

  static String resolv(String hosts, HostConfig host, boolean hostNetwork, List<String> dns) {
    List<String> servers = new ArrayList<>(orEmpty(host.dns()));
    if (servers.isEmpty()) {
      servers.addAll(dns);
    }
    List<String> search = new ArrayList<>(orEmpty(host.dnsSearch()));
    List<String> options = new ArrayList<>(orEmpty(host.dnsOptions()));
    boolean ownServers = !servers.isEmpty();
    boolean ownSearch = !search.isEmpty();
    boolean ownOptions = !options.isEmpty();
    for (String line : hosts.lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length < 2) {
        continue;
      }
      List<String> values = List.of(words).subList(1, words.length);
      switch (words[0]) {
        case "nameserver" -> {
          if (!ownServers && (hostNetwork || !local(words[1]))) {
            servers.add(words[1]);
          }
        }
        case "search", "domain" -> {
          if (!ownSearch) {
            search = new ArrayList<>(values);
          }
        }
        case "options" -> {
          if (!ownOptions) {
            options.addAll(values);
          }
        }
        default -> {
          // comments, and what is not for containers
        }
      }
    }
    if (servers.isEmpty() && !hostNetwork) {
      servers.addAll(List.of("8.8.8.8", "8.8.4.4")); // as Docker
    }
    StringBuilder text = new StringBuilder();
    servers.forEach(s -> text.append("nameserver ").append(s).append('\n'));
    if (!search.isEmpty() && !search.equals(List.of("."))) {
      text.append("search ").append(String.join(" ", search)).append('\n');
    }
    if (!options.isEmpty()) {
      text.append("options ").append(String.join(" ", options)).append('\n');
    }
    return text.toString();
  }

  private static boolean local(String server) {
    return server.startsWith("127.") || server.equals("::1");
  }

  static String hosts(
      String start, HostConfig host, Sandbox sandbox, String name, @Nullable String domain) {
    StringBuilder text = new StringBuilder(start);
    if (!start.isEmpty() && !start.endsWith("\n")) {
      text.append('\n');
    }
    for (String extra : orEmpty(host.extraHosts())) {
      int colon = extra.indexOf(':');
      String address = extra.substring(colon + 1);
      if (address.equals("host-gateway")) {
        address = sandbox.gateway().isEmpty() ? "127.0.0.1" : sandbox.gateway();
      }
      text.append(address).append('\t').append(extra, 0, colon).append('\n');
    }
    String full = domain == null || domain.isEmpty() ? name : name + "." + domain + " " + name;
    for (Sandbox.Endpoint endpoint : sandbox.endpoints()) {
      if (!endpoint.address().isEmpty()) {
        text.append(endpoint.address()).append('\t').append(full).append('\n');
      }
    }
    return text.toString();
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}

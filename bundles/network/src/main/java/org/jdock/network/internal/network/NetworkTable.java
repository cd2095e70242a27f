package org.jdock.network.internal.network;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.network.internal.address.FreeRange;
import org.jdock.network.internal.address.Range;
import org.jdock.network.internal.file.Records;
import org.jdock.network.internal.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * All networks, by id. The three that Docker predefines are made at the first use, and keep their
 * ids; that waits for the disk. Thread-safe.
 */
public final class NetworkTable {
  private static final String DEFAULT = "bridge";

  /** Docker's predefined networks by name, each with the driver of the same name. */
  private static final List<String> PREDEFINED = List.of(DEFAULT, "host", "none");

  private final Settings settings;
  private final Records<Network> records;
  private final MadeNetworks made;
  private @Nullable Map<String, Network> networks;

  /** Reads nothing yet. */
  public NetworkTable(Settings settings, MadeNetworks made) {
    this.settings = settings;
    this.made = made;
    records = new Records<>(settings.current().dataRoot().resolve("networks"), Network.class, true);
  }

  /** All of them. */
  public synchronized List<Network> all() {
    return List.copyOf(table().values());
  }

  /** One by its id. */
  public synchronized @Nullable Network byId(String id) {
    return table().get(id);
  }

  /**
   * One by id, name, {@code default}, or a prefix of the id that no other has.
   *
   * @throws ProblemException NOT_FOUND, or INVALID when several fit
   */
  public synchronized Network find(String ref) {
    Collection<Network> all = table().values();
    for (Network network : all) {
      if (network.id().equals(ref) || network.name().equals(ref)) {
        return network;
      }
    }
    if (ref.equals("default")) {
      return find(DEFAULT);
    }
    List<Network> some =
        ref.isEmpty() ? List.of() : all.stream().filter(n -> n.id().startsWith(ref)).toList();
    if (some.size() > 1) {
      throw ProblemException.invalid(
          "network "
              + ref
              + " is ambiguous ("
              + some.size()
              + " matches found based on ID prefix)");
    }
    if (some.isEmpty()) {
      throw ProblemException.notFound("network " + ref + " not found");
    }
    return some.getFirst();
  }

  /** Whether Docker has a network of this name by itself. */
  public static boolean predefined(Network network) {
    return PREDEFINED.contains(network.name());
  }

  /**
   * The network with a range that is still free. As long as the kernel has nothing of it, a range
   * that the daemon chose may change.
   */
  public synchronized Network settled(Network network) {
    Network now = table().getOrDefault(network.id(), network);
    if (!now.name().equals(DEFAULT) || made.has(now.id())) {
      return now;
    }
    try {
      Network wanted = ranged(now);
      if (!wanted.equals(now)) {
        records.write(wanted.id(), wanted);
        table().put(wanted.id(), wanted);
      }
      return wanted;
    } catch (IOException e) {
      throw ProblemException.failed("network " + network.name() + " can't be made: " + e, e);
    }
  }

  private Map<String, Network> table() {
    if (networks == null) {
      try {
        networks = load();
      } catch (IOException e) {
        throw ProblemException.failed("the networks can't be read: " + e, e);
      }
    }
    return networks;
  }

  private Map<String, Network> load() throws IOException {
    Map<String, Network> all = new LinkedHashMap<>(records.readAll());
    for (String name : PREDEFINED) {
      Network found =
          all.values().stream().filter(n -> n.name().equals(name)).findFirst().orElse(null);
      Network wanted = found == null ? fresh(name) : found;
      if (name.equals(DEFAULT) && !made.has(wanted.id())) {
        wanted = ranged(wanted);
      }
      if (!wanted.equals(found)) {
        records.write(wanted.id(), wanted);
        all.put(wanted.id(), wanted);
      }
    }
    return all;
  }

  private static Network fresh(String name) {
    return new Network(
        Ids.random(), name, name, Instant.now().toString(), "", "", Map.of(), Map.of());
  }

  /** The default bridge as the settings want it; else with its old range, else with a free one. */
  private Network ranged(Network network) throws IOException {
    DaemonSettings now = settings.current();
    Map<String, String> options =
        Map.of(
            "com.docker.network.bridge.name", now.bridge(),
            "com.docker.network.bridge.enable_icc", "true",
            "com.docker.network.bridge.enable_ip_masquerade", "true",
            "com.docker.network.bridge.host_binding_ipv4", "0.0.0.0");
    String address = now.bridgeAddress();
    if (!address.isEmpty()) {
      Range range = Range.parse(address);
      return network.with(range.toString(), address.substring(0, address.indexOf('/')), options);
    }
    List<Range> used = FreeRange.used();
    if (!network.subnet().isEmpty()) {
      Range old = Range.parse(network.subnet());
      if (used.stream().noneMatch(old::overlaps)) {
        return network.with(network.subnet(), network.gateway(), options);
      }
    }
    Range range = FreeRange.choose(used);
    return network.with(range.toString(), Range.text(range.at(1)), options);
  }
}

package org.jdock.network.internal.network;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.network.NetworkRequest;
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

  private static final Map<String, String> DEFAULT_OPTIONS =
      Map.of(
          "com.docker.network.bridge.enable_icc", "true",
          "com.docker.network.bridge.enable_ip_masquerade", "true",
          "com.docker.network.bridge.host_binding_ipv4", "0.0.0.0");

  private final Settings settings;
  private final Records<Network> records;
  private final MadeNetworks made;
  private final Function<String, Offered> offered;
  private final Set<String> going = new HashSet<>();
  private @Nullable Map<String, Network> networks;

  /**
   * Reads nothing yet.
   *
   * @param offered what a driver has for new networks
   */
  public NetworkTable(Settings settings, MadeNetworks made, Function<String, Offered> offered) {
    this.settings = settings;
    this.made = made;
    this.offered = offered;
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
  public static boolean predefined(String name) {
    return PREDEFINED.contains(name) || name.equals("default");
  }

  /**
   * The network with a range that is still free. As long as the kernel has nothing of it, the range
   * and the options of the default bridge follow the settings. Calls its driver then.
   *
   * @throws ProblemException NOT_FOUND when it is being removed
   */
  public Network settled(Network network) {
    if (!network.name().equals(DEFAULT) || made.has(network.id())) {
      return current(network);
    }
    Offered now = offered.apply(network.driver());
    synchronized (this) {
      Network old = current(network);
      try {
        Network wanted = ranged(old, now, table().values());
        if (!wanted.equals(old)) {
          records.write(wanted.id(), wanted);
          table().put(wanted.id(), wanted);
        }
        return wanted;
      } catch (IOException e) {
        throw ProblemException.failed("network " + network.name() + " can't be made: " + e, e);
      }
    }
  }

  private synchronized Network current(Network network) {
    if (going.contains(network.id())) {
      throw ProblemException.notFound("network " + network.name() + " not found");
    }
    return table().getOrDefault(network.id(), network);
  }

  /**
   * Adds one that a user wants, durably.
   *
   * @param now what its driver has
   * @throws ProblemException CONFLICT, INVALID, FORBIDDEN for the name or the range; UNAVAILABLE
   *     when no range is free
   */
  public synchronized Network add(NetworkRequest request, String driver, Offered now) {
    Wish wish = Wish.of(request.ranges());
    Collection<Network> others = table().values();
    if (others.stream().anyMatch(n -> n.name().equals(request.name()))) {
      throw ProblemException.conflict("network with name " + request.name() + " already exists");
    }
    List<Range> taken = ranges(others);
    Range wanted = wish.subnet();
    if (wanted != null && taken.stream().anyMatch(wanted::overlaps)) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "invalid pool request: Pool overlaps with other one on this address space");
    }
    try {
      Range range = wanted;
      if (range == null) {
        taken.addAll(FreeRange.used());
        range = FreeRange.choose(now.places(), taken);
      }
      Range part = wish.ipRange();
      String gateway = wish.gateway();
      Network network =
          new Network(
              Ids.random(),
              request.name(),
              driver,
              Instant.now().toString(),
              range.toString(),
              gateway == null ? Range.text(range.at(1)) : gateway,
              request.options(),
              request.labels(),
              new Network.Terms(
                  part == null ? "" : part.toString(),
                  wanted != null,
                  request.internal(),
                  request.attachable(),
                  now.defaults()));
      records.write(network.id(), network);
      table().put(network.id(), network);
      return network;
    } catch (IOException e) {
      throw ProblemException.failed("network " + request.name() + " can't be made: " + e, e);
    }
  }

  private static List<Range> ranges(Collection<Network> networks) {
    List<Range> all = new ArrayList<>();
    for (Network network : networks) {
      Range range = network.range();
      if (range != null) {
        all.add(range);
      }
    }
    return all;
  }

  /**
   * Looks again, after a container is noted to be on it.
   *
   * @throws ProblemException NOT_FOUND when it is gone or going
   */
  public synchronized void requireStaying(Network network) {
    if (going.contains(network.id()) || !table().containsKey(network.id())) {
      throw ProblemException.notFound("network " + network.name() + " not found");
    }
  }

  /**
   * Nobody can join it from now on.
   *
   * @throws ProblemException NOT_FOUND when somebody else removes it, or did
   */
  public synchronized void leaving(Network network) {
    requireStaying(network);
    going.add(network.id());
  }

  /** It could not be removed. */
  public synchronized void stays(Network network) {
    going.remove(network.id());
  }

  /** Forgets one. */
  public synchronized void remove(Network network) throws IOException {
    records.delete(network.id());
    table().remove(network.id());
    going.remove(network.id());
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
        wanted = ranged(wanted, Offered.NOTHING, all.values());
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
        Ids.random(),
        name,
        name,
        Instant.now().toString(),
        "",
        "",
        Map.of(),
        Map.of(),
        Network.Terms.NONE);
  }

  /** The default bridge as the settings want it; else with its old range, else with a free one. */
  private Network ranged(Network network, Offered offer, Collection<Network> all)
      throws IOException {
    DaemonSettings now = settings.current();
    Map<String, String> options = new HashMap<>(DEFAULT_OPTIONS);
    options.putAll(offer.defaults());
    options.put("com.docker.network.bridge.name", now.bridge());
    String address = now.bridgeAddress();
    if (!address.isEmpty()) {
      Range range = Range.parse(address);
      return network.with(range.toString(), address.substring(0, address.indexOf('/')), options);
    }
    List<Range> used = FreeRange.used();
    used.addAll(ranges(all.stream().filter(n -> !n.id().equals(network.id())).toList()));
    Range old = network.range();
    if (old != null && offer.covers(old) && used.stream().noneMatch(old::overlaps)) {
      return network.with(network.subnet(), network.gateway(), options);
    }
    Range range = FreeRange.choose(offer.places(), used);
    return network.with(range.toString(), Range.text(range.at(1)), options);
  }
}

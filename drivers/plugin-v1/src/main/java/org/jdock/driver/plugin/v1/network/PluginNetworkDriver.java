package org.jdock.driver.plugin.v1.network;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.client.Refusal;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.EndpointState;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.NetworkSpec;
import org.jdock.spi.network.Sandboxing;
import org.jspecify.annotations.Nullable;

/**
 * Networks of a plugin that speaks libnetwork's remote protocol. It makes an interface, this moves
 * it into the sandbox. What the plugin was told is marked: networks below the root, since plugins
 * keep them as Docker does not tell them again, endpoints below the exec root.
 */
public final class PluginNetworkDriver implements NetworkDriver {
  private static final Logger LOG = LogManager.getLogger(PluginNetworkDriver.class);
  private static final String CREATE_NETWORK = "NetworkDriver.CreateNetwork";
  private static final String DELETE_NETWORK = "NetworkDriver.DeleteNetwork";
  private static final String CREATE_ENDPOINT = "NetworkDriver.CreateEndpoint";
  private static final String DELETE_ENDPOINT = "NetworkDriver.DeleteEndpoint";

  private record Known(Marks networks, Marks endpoints) {}

  private final Plugin plugin;
  private final Supplier<Patience> work;
  private volatile @Nullable Known opened;

  /**
   * Over a plugin that may be there or not.
   *
   * @param work for calls that change something
   */
  public PluginNetworkDriver(Plugin plugin, Supplier<Patience> work) {
    this.plugin = plugin;
    this.work = work;
  }

  @Override
  public Probe probe() {
    return plugin.probe();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(OptionSpec.ANY, OptionSpec.Type.STRING, null, "as the plugin says"));
  }

  @Override
  public Sandboxing sandboxing() {
    return Sandboxing.CONNECTED;
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    var known =
        new Known(
            new Marks(context.root().resolve("networks")),
            new Marks(context.execRoot().resolve("endpoints")));
    try {
      Files.createDirectories(known.networks().directory());
      Files.createDirectories(known.endpoints().directory());
    } catch (IOException e) {
      throw failed("open the networks of plugin " + plugin.name(), e);
    }
    opened = known;
  }

  @Override
  public void close() {
    opened = null;
  }

  private Known known() {
    Known known = opened;
    if (known == null) {
      throw new IllegalStateException("called before open or after close");
    }
    return known;
  }

  private static DriverException failed(String tried, IOException e) {
    return new DriverException(Kind.FAILED, "could not " + tried + ": " + e.getMessage(), e);
  }

  private void call(String method, JsonObject request) throws DriverException {
    plugin.call(method, request, work.get());
  }

  /** Calls what undoes something that may not be there: the protocol can't say which it was. */
  private void undo(String method, JsonObject request) throws DriverException {
    try {
      call(method, request);
    } catch (Refusal e) {
      LOG.debug("taken as: there is nothing to undo", e);
    }
  }

  @Override
  public void create(NetworkSpec network) throws DriverException {
    Marks marks = known().networks();
    try {
      if (marks.get(network.id()) != null) {
        return;
      }
      try {
        call(CREATE_NETWORK, Requests.create(network));
      } catch (Refusal e) {
        // Perhaps it was made when we were killed before we marked it.
        undo(DELETE_NETWORK, Requests.network(network.id()));
        call(CREATE_NETWORK, Requests.create(network));
      }
      marks.set(network.id(), network.name());
    } catch (IOException e) {
      throw failed("note network " + network.name(), e);
    }
  }

  @Override
  public void remove(NetworkSpec network) throws DriverException {
    remove(network.id());
  }

  private void remove(String network) throws DriverException {
    undo(DELETE_NETWORK, Requests.network(network));
    try {
      known().networks().clear(network);
    } catch (IOException e) {
      throw failed("forget network " + network, e);
    }
  }

  @Override
  public EndpointState join(NetworkSpec network, EndpointSpec endpoint) throws DriverException {
    if (!endpoint.ports().isEmpty()) {
      throw new DriverException(
          Kind.UNSUPPORTED, "ports can't be published on networks of plugin " + plugin.name());
    }
    if (!Files.exists(endpoint.sandbox())) {
      throw new DriverException(
          Kind.NOT_FOUND, "network namespace " + endpoint.sandbox() + " does not exist");
    }
    Marks marks = known().endpoints();
    try {
      String before = marks.get(mark(endpoint));
      if (before != null && Links.isJoined(endpoint)) {
        return new EndpointState("", Map.of("plugin", plugin.name(), "interface", before));
      }
      JsonObject made = Json.object(createEndpoint(network, endpoint), "Interface");
      String source = "";
      try {
        JsonObject joined = plugin.call("NetworkDriver.Join", Requests.join(endpoint), work.get());
        source = Json.text(Json.object(joined, "InterfaceName"), "SrcName");
        if (source.isEmpty()) {
          throw new DriverException(
              Kind.FAILED, "plugin " + plugin.name() + " names no interface to join with");
        }
        marks.set(mark(endpoint), source);
        Links.moveIn(endpoint, source, addresses(endpoint, made), joined);
      } catch (DriverException | IOException | RuntimeException e) {
        takeBack(endpoint, source, e);
        throw e;
      }
      return new EndpointState("", Map.of("plugin", plugin.name(), "interface", source));
    } catch (IOException e) {
      throw failed("join " + endpoint.containerId() + " to network " + network.name(), e);
    }
  }

  private static String mark(EndpointSpec endpoint) {
    return endpoint.networkId() + "-" + endpoint.id();
  }

  private JsonObject createEndpoint(NetworkSpec network, EndpointSpec endpoint)
      throws DriverException {
    JsonObject request = Requests.create(endpoint);
    try {
      return plugin.call(CREATE_ENDPOINT, request, work.get());
    } catch (Refusal first) {
      // It has an older one, or was started anew and has lost the network.
      JsonObject older = Requests.endpoint(endpoint.networkId(), endpoint.id());
      undo("NetworkDriver.Leave", older);
      undo(DELETE_ENDPOINT, older);
      undo(CREATE_NETWORK, Requests.create(network));
      return plugin.call(CREATE_ENDPOINT, request, work.get());
    }
  }

  /** Ours; where there are none, the plugin's. */
  private static List<String> addresses(EndpointSpec endpoint, JsonObject made) {
    if (!endpoint.addresses().isEmpty()) {
      return endpoint.addresses();
    }
    var addresses = new ArrayList<String>();
    for (String name : List.of("Address", "AddressIPv6")) {
      if (!Json.text(made, name).isEmpty()) {
        addresses.add(Json.text(made, name));
      }
    }
    return addresses;
  }

  private void takeBack(EndpointSpec endpoint, String source, Exception why) {
    try {
      if (!source.isEmpty()) {
        Links.moveOut(endpoint, source);
      }
      forget(endpoint.networkId(), endpoint.id());
    } catch (DriverException | IOException e) {
      why.addSuppressed(e);
    }
  }

  private void forget(String network, String endpoint) throws DriverException, IOException {
    undo("NetworkDriver.Leave", Requests.endpoint(network, endpoint));
    undo(DELETE_ENDPOINT, Requests.endpoint(network, endpoint));
    known().endpoints().clear(network + "-" + endpoint);
  }

  @Override
  public void leave(NetworkSpec network, EndpointSpec endpoint) throws DriverException {
    try {
      String source = known().endpoints().get(mark(endpoint));
      if (source != null) {
        Links.moveOut(endpoint, source);
        forget(endpoint.networkId(), endpoint.id());
      }
    } catch (IOException e) {
      throw failed("take " + endpoint.containerId() + " from network " + network.name(), e);
    }
  }

  @Override
  public List<String> reconcile(List<NetworkSpec> networks, List<EndpointSpec> endpoints)
      throws DriverException {
    var problems = new ArrayList<String>();
    var wanted = new HashSet<String>();
    try {
      for (NetworkSpec network : networks) {
        wanted.add(network.id());
        attempt(problems, () -> create(network));
        for (EndpointSpec endpoint : endpoints) {
          if (endpoint.networkId().equals(network.id())) {
            wanted.add(mark(endpoint));
            attempt(problems, () -> join(network, endpoint));
          }
        }
      }
      removeOthers(wanted, problems);
    } catch (IOException e) {
      throw failed("read what networks of plugin " + plugin.name() + " there are", e);
    }
    return problems;
  }

  private void removeOthers(Set<String> wanted, List<String> problems) throws IOException {
    for (String endpoint : known().endpoints().all()) {
      if (!wanted.contains(endpoint)) {
        int dash = endpoint.indexOf('-');
        attempt(problems, () -> forget(endpoint.substring(0, dash), endpoint.substring(dash + 1)));
      }
    }
    for (String network : known().networks().all()) {
      if (!wanted.contains(network)) {
        attempt(problems, () -> remove(network));
      }
    }
  }

  /** One step of many. */
  @FunctionalInterface
  private interface Step {
    void run() throws DriverException, IOException;
  }

  /** Tries no more once the plugin was found not to be there: each try would wait for it. */
  private void attempt(List<String> problems, Step step) {
    if (!problems.isEmpty() && !plugin.probe().ready()) {
      return;
    }
    try {
      step.run();
    } catch (DriverException | IOException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }
}

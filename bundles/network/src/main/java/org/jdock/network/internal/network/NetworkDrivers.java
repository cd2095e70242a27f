package org.jdock.network.internal.network;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.network.internal.address.FreeRange;
import org.jdock.spi.Driver;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;
import org.jdock.spi.network.AddressPool;
import org.jdock.spi.network.EndpointSpec;
import org.jdock.spi.network.NetworkDriver;
import org.jdock.spi.network.Sandboxing;

/** Calls network drivers; each network is made once, before its first endpoint. Thread-safe. */
public final class NetworkDrivers {
  private final DriverRegistry registry;
  private final MadeNetworks made;
  private final Set<String> sure = new HashSet<>();

  /** By driver: its ordinary calls hold them together, a reconciliation alone. */
  private final Map<String, ReentrantReadWriteLock> locks = new ConcurrentHashMap<>();

  /** Calls nothing yet. */
  public NetworkDrivers(DriverRegistry registry, MadeNetworks made) {
    this.registry = registry;
    this.made = made;
  }

  /** What containers on the network get. */
  public Sandboxing sandboxing(Network network) {
    return sandboxing(network.driver());
  }

  /** What containers on networks of this driver get. */
  public Sandboxing sandboxing(String driver) {
    return registry.call(NetworkDriver.class, driver, NetworkDriver::sandboxing);
  }

  /** Whether its endpoints may publish ports. */
  public boolean publishes(Network network) {
    return registry
        .capabilities(NetworkDriver.class, network.driver())
        .contains(NetworkDriver.PORTS);
  }

  /**
   * Whether there is such a driver.
   *
   * @throws ProblemException NOT_FOUND in Docker's words
   */
  public void require(String driver) {
    if (!registry.names(NetworkDriver.class).contains(driver)) {
      throw ProblemException.notFound(
          "could not find plugin " + driver + " in v1 plugin registry: plugin not found");
    }
  }

  /** What a driver has for a new network. */
  public Offered offered(String driver) {
    Map<String, String> defaults = new HashMap<>();
    for (OptionSpec option : registry.call(NetworkDriver.class, driver, Driver::options)) {
      if (option.defaultValue() != null) {
        defaults.put(option.name(), option.defaultValue());
      }
    }
    List<AddressPool> pools =
        registry.call(NetworkDriver.class, driver, NetworkDriver::addressPools);
    return new Offered(
        pools.stream().map(p -> FreeRange.Pool.of(p.base(), p.size())).toList(), defaults);
  }

  /**
   * Refuses options that a driver does not take.
   *
   * @throws ProblemException INVALID, naming those that it takes
   */
  public void check(String driver, Map<String, String> options) {
    if (!options.isEmpty()) {
      run(driver, d -> Options.check("network driver " + driver, d.options(), options));
    }
  }

  /** Makes the network before anything joins it, so that its user is told what is wrong. */
  public void create(Network network) {
    withOthers(network, () -> make(network));
  }

  /** Makes the network unless this daemon did already. */
  private void make(Network network) {
    synchronized (sure) {
      if (sure.contains(network.id())) {
        return;
      }
      try {
        made.add(network.id());
      } catch (IOException e) {
        throw ProblemException.failed("network " + network.name() + " can't be noted: " + e, e);
      }
      run(network.driver(), driver -> driver.create(network.spec()));
      sure.add(network.id());
    }
  }

  /** Takes the network out of the kernel. */
  public void remove(Network network) throws IOException {
    withOthers(
        network,
        () -> {
          synchronized (sure) {
            sure.remove(network.id());
            run(network.driver(), driver -> driver.remove(network.spec()));
            made.remove(network.id());
          }
        });
  }

  /** Joins an endpoint, after making the network. */
  public void join(Network network, EndpointSpec endpoint) {
    withOthers(network, () -> joinNow(network, endpoint));
  }

  private void joinNow(Network network, EndpointSpec endpoint) {
    make(network);
    try {
      run(network.driver(), driver -> driver.join(network.spec(), endpoint));
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      // somebody has deleted what was made of the network meanwhile
      synchronized (sure) {
        sure.remove(network.id());
      }
      make(network);
      run(network.driver(), driver -> driver.join(network.spec(), endpoint));
    }
  }

  /** Undoes a join. */
  public void leave(Network network, EndpointSpec endpoint) {
    withOthers(
        network, () -> run(network.driver(), driver -> driver.leave(network.spec(), endpoint)));
  }

  /**
   * Makes exactly what is wanted true of a driver's networks, while nothing else is asked of it: an
   * endpoint that joins meanwhile would be taken for one that nobody wants.
   *
   * @param state asked when all other calls have ended
   * @return what could not be repaired
   */
  public List<String> reconcile(String driver, WantedState state) {
    var alone = lock(driver).writeLock();
    alone.lock();
    try {
      Wanted wanted = state.get();
      var specs = wanted.networks().stream().map(Network::spec).toList();
      List<String> problems =
          registry.call(NetworkDriver.class, driver, d -> d.reconcile(specs, wanted.endpoints()));
      if (problems.isEmpty()) {
        synchronized (sure) {
          wanted.networks().forEach(n -> sure.add(n.id()));
        }
      }
      return problems;
    } catch (IOException e) {
      throw ProblemException.failed("the networks of driver " + driver + " can't be read: " + e, e);
    } finally {
      alone.unlock();
    }
  }

  /** All that a driver is to have made true. */
  public record Wanted(List<Network> networks, List<EndpointSpec> endpoints) {}

  /** Reads what is wanted. */
  @FunctionalInterface
  public interface WantedState {
    /** As it is now. */
    Wanted get() throws IOException;
  }

  private ReentrantReadWriteLock lock(String driver) {
    return locks.computeIfAbsent(driver, _ -> new ReentrantReadWriteLock());
  }

  private <E extends Exception> void withOthers(Network network, Work<E> work) throws E {
    var shared = lock(network.driver()).readLock();
    shared.lock();
    try {
      work.run();
    } finally {
      shared.unlock();
    }
  }

  private interface Work<E extends Exception> {
    void run() throws E;
  }

  private interface Call {
    void on(NetworkDriver driver) throws Exception;
  }

  private void run(String driver, Call call) {
    registry.call(
        NetworkDriver.class,
        driver,
        d -> {
          call.on(d);
          return true;
        });
  }
}

package org.jdock.registry;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.internal.context.Contexts;
import org.jdock.registry.internal.slot.DirectSource;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverKind;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.spi.Driver;
import org.osgi.framework.Version;

/**
 * The registry itself, filled by hand: for tests of what calls drivers, and for embedding.
 * Thread-safe.
 */
public final class DirectRegistry implements DriverRegistry, AutoCloseable {
  private final Registry registry;

  /** A registry without drivers, below the roots that the settings name. */
  public DirectRegistry(Settings settings) {
    registry = new Registry(Limits.standard(), new Contexts(settings)::of);
  }

  /**
   * Adds a version of a driver; the newest one of a name serves.
   *
   * @param version such as {@code 1.0.0}
   * @return this
   */
  public <D extends Driver> DirectRegistry add(
      Class<D> kind, String name, String version, D driver) {
    DirectSource source = new DirectSource(Version.parseVersion(version), driver);
    registry.add(new DriverId(DriverKind.of(kind), name), source, false);
    return this;
  }

  /** Takes all versions of a driver away after their calls; blocks meanwhile. */
  public void remove(Class<? extends Driver> kind, String name) {
    DriverId id = new DriverId(DriverKind.of(kind), name);
    registry.slots().stream()
        .filter(slot -> slot.id().equals(id))
        .forEach(slot -> registry.retire(slot, registry.limits().drain()));
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
    return registry.call(kind, name, call);
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
    return registry.call(kind, name, limit, call);
  }

  @Override
  public <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
    return registry.session(kind, name, open, close);
  }

  @Override
  public List<String> names(Class<?> kind) {
    return registry.names(kind);
  }

  @Override
  public boolean ready(Class<?> kind, String name) {
    return registry.ready(kind, name);
  }

  @Override
  public <D> Set<String> capabilities(Class<D> kind, String name) {
    return registry.capabilities(kind, name);
  }

  @Override
  public void close() {
    registry.close();
  }
}

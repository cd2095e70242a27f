package org.jdock.registry.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.arrival.Arrival;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.bundle.DriverStore;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.internal.context.Contexts;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.trust.TrustGuard;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** The registry over a framework's driver services. */
@Component(service = {DriverRegistry.class, RegistryComponent.class})
public final class RegistryComponent implements DriverRegistry {
  private final Registry registry;
  private final DriverTracker tracker;
  private final DriverStore store;
  private final CallJournal journal;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;

  /**
   * When the distribution's drivers are there it brings back what operators installed, and then
   * tracks all drivers.
   *
   * @param arrival of the distribution's; null when they are there
   */
  @Activate
  public RegistryComponent(
      BundleContext context,
      @Reference Settings settings,
      @Reference TrustGuard guard,
      @Reference DriverConfigurations configurations,
      @Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable Arrival arrival) {
    this(
        context,
        settings,
        guard,
        configurations,
        Limits.standard(context::getProperty),
        arrival == null ? Arrival.past() : arrival);
  }

  /** As above, with other limits. */
  public RegistryComponent(
      BundleContext context,
      Settings settings,
      TrustGuard guard,
      DriverConfigurations configurations,
      Limits limits,
      Arrival arrival) {
    this.configurations = configurations;
    this.guard = guard;
    registry = new Registry(limits, new Contexts(settings)::of, arrival);
    store = new DriverStore(context, settings, guard, configurations);
    tracker = new DriverTracker(context, registry, id -> store.disabled(id.toString()));
    journal = new CallJournal(settings.current().execRoot().resolve("driver-calls"));
    arrival.follow(() -> {
      store.quarantine(journal.take());
      store.restore(limits.probe());
      tracker.open();
    });
  }

  /** Lets the calls end, for a bounded time. */
  @Deactivate
  public void stop() {
    tracker.close();
    registry.close();
  }

  /** What calls the drivers. */
  public Registry registry() {
    return registry;
  }

  /** What knows their bundles. */
  public DriverTracker tracker() {
    return tracker;
  }

  /** What names the calls of new versions. */
  public CallJournal journal() {
    return journal;
  }

  /** What decides which bundles resolve. */
  public TrustGuard guard() {
    return guard;
  }

  /** What the files of configuration want. */
  public DriverConfigurations configurations() {
    return configurations;
  }

  /** What remembers their jars. */
  public DriverStore store() {
    return store;
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
  public void afterArrival(Runnable then) {
    registry.afterArrival(then);
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
}

package org.jdock.registry.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.internal.bundle.DriverStore;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.call.CallJournal;
import org.jdock.registry.internal.call.Limits;
import org.jdock.registry.internal.context.Contexts;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.trust.TrustGuard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The registry over a framework's driver services. */
@Component(service = {DriverRegistry.class, RegistryComponent.class})
public final class RegistryComponent implements DriverRegistry {
  private final Registry registry;
  private final DriverTracker tracker;
  private final DriverStore store;
  private final CallJournal journal;
  private final TrustGuard guard;
  private final DriverConfigurations configurations;

  /** Brings back what operators installed, then tracks all drivers. */
  @Activate
  public RegistryComponent(
      BundleContext context,
      @Reference Settings settings,
      @Reference TrustGuard guard,
      @Reference DriverConfigurations configurations) {
    this(context, settings, guard, configurations, Limits.standard(context::getProperty));
  }

  /** As above, with other limits. */
  public RegistryComponent(
      BundleContext context,
      Settings settings,
      TrustGuard guard,
      DriverConfigurations configurations,
      Limits limits) {
    this.configurations = configurations;
    this.guard = guard;
    registry = new Registry(limits, new Contexts(settings)::of);
    store = new DriverStore(context, settings, guard, configurations);
    tracker = new DriverTracker(context, registry, id -> store.disabled(id.toString()));
    journal = new CallJournal(settings.current().execRoot().resolve("driver-calls"));
    store.quarantine(journal.take());
    store.restore(limits.probe());
    tracker.open();
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

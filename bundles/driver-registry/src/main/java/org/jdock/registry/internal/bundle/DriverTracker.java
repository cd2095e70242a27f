package org.jdock.registry.internal.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.DriverKind;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.jdock.spi.Driver;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Tells the registry of driver services without making them. A service that goes away holds up who
 * takes it away until its calls are done, so that its bundle stops after the last.
 */
public final class DriverTracker
    implements ServiceTrackerCustomizer<Object, List<Slot>>, AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(DriverTracker.class);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  private final BundleContext context;
  private final Registry registry;
  private final Predicate<DriverId> disabled;
  private final ServiceTracker<Object, List<Slot>> tracker;
  private final Set<Bundle> held = ConcurrentHashMap.newKeySet();
  private final Set<DriverId> changing = ConcurrentHashMap.newKeySet();

  /**
   * A tracker that is not open yet.
   *
   * @param disabled whether an operator wants no calls to go to a driver
   */
  public DriverTracker(BundleContext context, Registry registry, Predicate<DriverId> disabled) {
    this.context = context;
    this.disabled = disabled;
    this.registry = registry;
    this.tracker = new ServiceTracker<>(context, filter(), this);
  }

  /** Starts to track. */
  public void open() {
    tracker.open();
  }

  private static Filter filter() {
    String kinds =
        Arrays.stream(DriverKind.values())
            .map(k -> "(" + Constants.OBJECTCLASS + "=" + k.type().getName() + ")")
            .collect(Collectors.joining());
    try {
      return FrameworkUtil.createFilter("(&(" + Driver.NAME + "=*)(|" + kinds + "))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** From now on what this bundle registers takes no calls until it is admitted. */
  void hold(Bundle bundle) {
    held.add(bundle);
  }

  void release(Bundle bundle) {
    held.remove(bundle);
  }

  /** From now on what is registered under these takes no calls until it is admitted. */
  public void hold(Collection<DriverId> ids) {
    changing.addAll(ids);
  }

  /** No longer; what was held meanwhile is still to be admitted. */
  public void release(Collection<DriverId> ids) {
    changing.removeAll(ids);
  }

  /** The service that a driver is; null when it is of no bundle. */
  public static @Nullable ServiceReference<?> referenceOf(Slot slot) {
    return slot.source() instanceof BundleSource source ? source.reference() : null;
  }

  /** The drivers of a bundle that are registered now. */
  List<Slot> slotsOf(Bundle bundle) {
    List<Slot> found = new ArrayList<>();
    for (Slot slot : registry.slots()) {
      if (bundle.equals(ownerOf(slot))) {
        found.add(slot);
      }
    }
    return found;
  }

  /** All bundles that there are. */
  Bundle[] bundles() {
    return context.getBundles();
  }

  /** The bundle that a driver is of; null when it is of none. */
  public static @Nullable Bundle ownerOf(Slot slot) {
    return slot.source() instanceof BundleSource source ? source.owner() : null;
  }

  @Override
  public List<Slot> addingService(ServiceReference<Object> reference) {
    Bundle bundle = reference.getBundle();
    String name = String.valueOf(reference.getProperty(Driver.NAME));
    List<Slot> slots = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      LOG.warn("Bundle {} names its driver '{}', which can't be a name", bundle, name);
      return slots;
    }
    List<String> types = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
    for (DriverKind kind : DriverKind.values()) {
      if (types.contains(kind.type().getName())) {
        BundleSource source = new BundleSource(context, reference, bundle);
        DriverId id = new DriverId(kind, name);
        boolean off = disabled.test(id);
        slots.add(
            off
                ? registry.addDisabled(id, source)
                : registry.add(id, source, held.contains(bundle) || changing.contains(id)));
      }
    }
    return slots;
  }

  @Override
  public void modifiedService(ServiceReference<Object> reference, List<Slot> slots) {
    // a driver's name and kind are fixed at its registration
  }

  @Override
  public void removedService(ServiceReference<Object> reference, List<Slot> slots) {
    // Not those that it gave at first: disabling makes new ones.
    for (Slot slot : registry.slots()) {
      boolean mine =
          slot.source() instanceof BundleSource source && source.reference().equals(reference);
      if (mine && !registry.retire(slot, registry.drain(slot))) {
        LOG.warn("{} is taken away under calls: {}", slot.label(), slot.stragglers());
        registry.forget(slot);
      }
    }
  }

  @Override
  public void close() {
    tracker.close();
  }
}

package org.jdock.registry.internal.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final ServiceTracker<Object, List<Slot>> tracker;
  private final Set<Bundle> held = ConcurrentHashMap.newKeySet();

  /** Starts to track. */
  public DriverTracker(BundleContext context, Registry registry) {
    this.context = context;
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

  static @Nullable Bundle ownerOf(Slot slot) {
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
        slots.add(registry.add(new DriverId(kind, name), source, held.contains(bundle)));
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
    for (Slot slot : slots) {
      if (!registry.retire(slot, registry.limits().drain())) {
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

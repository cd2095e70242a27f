package org.jdock.driver.plugin.v1;

import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Address;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.find.Offers;
import org.jdock.driver.plugin.v1.find.PluginKind;
import org.jdock.spi.Driver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Makes each plugin a driver service. One that goes away stays registered: its calls fail, and work
 * again when it is back. A driver of another bundle with the same name goes before a plugin.
 */
final class Registrar implements Offers, ServiceListener {
  private static final Logger LOG = LogManager.getLogger(Registrar.class);
  private static final String ADDRESS = "jdock.plugin.address";
  private static final String CAPABILITIES = "jdock.plugin.capabilities";

  private record Key(PluginKind kind, String name) {}

  private record Entry(Offer offer, ServiceRegistration<?> registration) {}

  private final BundleContext context;
  private final Drivers drivers;
  private final Map<Key, Entry> entries = new HashMap<>();

  Registrar(BundleContext context, Drivers drivers) {
    this.context = context;
    this.drivers = drivers;
  }

  /**
   * Takes over what another version of this bundle offers, so that this one has the same drivers
   * from its start on: an upgrade demands that.
   *
   * @return the plugins, each once
   */
  List<Plugin> adopt() {
    var plugins = new HashMap<String, Plugin>();
    for (PluginKind kind : PluginKind.values()) {
      for (ServiceReference<?> reference : references(kind, "(" + ADDRESS + "=*)")) {
        String name = String.valueOf(reference.getProperty(Driver.NAME));
        var address = new Address(String.valueOf(reference.getProperty(ADDRESS)));
        Plugin plugin = plugins.computeIfAbsent(name, n -> new Plugin(n, address));
        offer(plugin, kind, Set.of((String[]) reference.getProperty(CAPABILITIES)));
      }
    }
    return List.copyOf(plugins.values());
  }

  private List<ServiceReference<?>> references(PluginKind kind, String filter) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(kind.type().getName(), filter);
      return found == null ? List.of() : List.of(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public synchronized void offer(Plugin plugin, PluginKind kind, Set<String> capabilities) {
    var key = new Key(kind, plugin.name());
    Entry known = entries.get(key);
    if (known != null) {
      known.offer().declare(capabilities);
      known.registration().setProperties(properties(known.offer()));
      return;
    }
    for (ServiceReference<?> other :
        references(kind, "(" + Driver.NAME + "=" + plugin.name() + ")")) {
      if (isForeign(other)) {
        yieldTo(key, other);
        return;
      }
    }
    var offer = new Offer(plugin, capabilities);
    entries.put(
        key,
        new Entry(
            offer,
            context.registerService(
                kind.type().getName(), new Factory(kind, offer), properties(offer))));
  }

  private static Dictionary<String, Object> properties(Offer offer) {
    return FrameworkUtil.asDictionary(
        Map.of(
            Driver.NAME,
            offer.plugin().name(),
            ADDRESS,
            offer.plugin().address().text(),
            CAPABILITIES,
            offer.capabilities().stream().sorted().toArray(String[]::new)));
  }

  private boolean isForeign(ServiceReference<?> reference) {
    Bundle owner = reference.getBundle();
    String mine = context.getBundle().getSymbolicName();
    return owner != null && !mine.equals(owner.getSymbolicName());
  }

  private static void yieldTo(Key key, ServiceReference<?> other) {
    LOG.warn(
        "plugin {} is not used: there is a driver of that name in bundle {}; rename the plugin",
        key.name(),
        other.getBundle());
  }

  @Override
  public void serviceChanged(ServiceEvent event) {
    ServiceReference<?> other = event.getServiceReference();
    if (event.getType() != ServiceEvent.REGISTERED || !isForeign(other)) {
      return;
    }
    List<String> types = List.of((String[]) other.getProperty(Constants.OBJECTCLASS));
    for (PluginKind kind : PluginKind.values()) {
      if (types.contains(kind.type().getName())) {
        var key = new Key(kind, String.valueOf(other.getProperty(Driver.NAME)));
        Entry mine;
        synchronized (this) {
          mine = entries.remove(key);
        }
        if (mine != null) {
          yieldTo(key, other);
          mine.registration().unregister();
        }
      }
    }
  }

  /** A driver of its own for each time that the registry begins to use it, as one is closed. */
  private final class Factory implements ServiceFactory<Object> {
    private final PluginKind kind;
    private final Offer offer;

    Factory(PluginKind kind, Offer offer) {
      this.kind = kind;
      this.offer = offer;
    }

    @Override
    public Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
      return drivers.make(kind, offer);
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Object> registration, Object service) {
      // The registry has closed it.
    }
  }
}

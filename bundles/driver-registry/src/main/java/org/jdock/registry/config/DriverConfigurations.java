package org.jdock.registry.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What the files of configuration want of drivers, and what holds of it. Values are checked by what
 * the driver's bundle declares before anything takes them; what was refused is kept with its
 * reason, and what held before still holds.
 *
 * <p>Components get factory configurations, also from {@code PID.cfg}: of a component that has one
 * Declarative Services no longer makes the one that needs none, so that one has to have its own as
 * soon as there are instances. Thread-safe.
 */
public final class DriverConfigurations {
  /** Service property: the instance's name; of no driver that a bundle has by itself. */
  public static final String INSTANCE = "jdock.instance";

  /** Names the factory configuration of what is there without instances. */
  private static final String PLAIN = "jdock.plain";

  /** What makes changes while drivers are in use. */
  @FunctionalInterface
  public interface Changer {
    /** The files want something else than what holds; see {@link #pending}. */
    void changed();
  }

  /**
   * A file whose values are not what holds.
   *
   * @param file which
   * @param target what takes it; null when nothing installed does
   * @param before what holds; null when nothing does
   * @param wanted null when the file is gone
   */
  public record Change(
      ConfigFile file,
      @Nullable Configurable target,
      @Nullable Map<String, List<String>> before,
      @Nullable Map<String, List<String>> wanted) {}

  private record Refusal(@Nullable Map<String, List<String>> values, String reason) {}

  private final BundleContext context;
  private final Path folder;
  private final Map<String, Map<String, List<String>>> wanted = new TreeMap<>();
  private final Map<String, String> malformed = new HashMap<>();
  private final Map<String, Map<String, List<String>>> applied = new HashMap<>();
  private final Map<String, Refusal> refused = new HashMap<>();
  private final Set<String> plain = new HashSet<>();
  private final Map<Long, Known> known = new HashMap<>();
  private volatile @Nullable Changer changer;

  private record Known(long changed, List<Configurable> all) {}

  /**
   * None yet.
   *
   * @param folder where the files are; need not exist
   */
  public DriverConfigurations(BundleContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /** Makes them a service of the context too. */
  public static DriverConfigurations install(BundleContext context, Path folder) {
    DriverConfigurations made =
        new DriverConfigurations(context.getBundle(0).getBundleContext(), folder);
    var _ = context.registerService(DriverConfigurations.class, made, null);
    return made;
  }

  /** Where a file lies. */
  public Path path(ConfigFile file) {
    return folder.resolve(file.toString());
  }

  /** From now on tells of changes; they are no longer for the next start of a bundle only. */
  public void changer(@Nullable Changer told) {
    changer = told;
    if (told != null) {
      told.changed();
    }
  }

  /**
   * These are the files there are.
   *
   * @param values by file name without {@code .cfg}: values by key, more than one for a list; of a
   *     malformed file those that it had before
   * @param bad why a file is malformed
   */
  public void files(Map<String, Map<String, List<String>>> values, Map<String, String> bad) {
    synchronized (this) {
      wanted.clear();
      wanted.putAll(values);
      malformed.clear();
      malformed.putAll(bad);
    }
    Changer told = changer;
    if (told != null) {
      told.changed();
    }
  }

  /** Takes in what one file says now, told of before it is written. */
  public synchronized void file(ConfigFile file, Map<String, List<String>> values) {
    wanted.put(file.name(), values);
    malformed.remove(file.name());
  }

  /** What one file wants; empty when there is none. */
  public synchronized Map<String, List<String>> wanted(ConfigFile file) {
    return wanted.getOrDefault(file.name(), Map.of());
  }

  /** Whether a file is there. */
  public synchronized boolean exists(ConfigFile file) {
    return wanted.containsKey(file.name());
  }

  /** What holds. */
  public synchronized Map<String, List<String>> applied(ConfigFile file) {
    return applied.getOrDefault(file.name(), Map.of());
  }

  /** Whether any file does not hold as it stands. */
  public synchronized boolean problems() {
    return !malformed.isEmpty() || !refused.isEmpty();
  }

  /** Why a file does not hold as it stands, naming it; empty when it does. */
  public synchronized String problem(ConfigFile file) {
    String bad = malformed.get(file.name());
    Refusal refusal = refused.get(file.name());
    return bad != null ? bad : refusal == null ? "" : file + " is not applied: " + refusal.reason();
  }

  /** The problem of a file that should make a driver of that name; empty when there is none. */
  public synchronized String problemOf(String driver) {
    for (String name : refused.keySet()) {
      ConfigFile file = ConfigFile.of(name);
      if (driver.equals(file.instance()) || driver.endsWith("/" + file.instance())) {
        return problem(file);
      }
    }
    return "";
  }

  /** The files that do not hold as they stand. */
  public synchronized List<Change> pending() {
    List<Change> found = new ArrayList<>();
    wanted.forEach((name, values) -> {
      Refusal refusal = refused.get(name);
      boolean again = refusal != null && values.equals(refusal.values());
      if (!again && !values.equals(applied.get(name))) {
        ConfigFile file = ConfigFile.of(name);
        found.add(new Change(file, target(file), applied.get(name), values));
      } else if (!again) {
        refused.remove(name);
      }
    });
    for (String name : List.copyOf(applied.keySet())) {
      if (!wanted.containsKey(name)) {
        ConfigFile file = ConfigFile.of(name);
        found.add(new Change(file, target(file), applied.get(name), null));
      }
    }
    refused.keySet().removeIf(name -> !wanted.containsKey(name) && !applied.containsKey(name));
    return found;
  }

  /** Whether the driver that needs no instance has to get a configuration before the change. */
  public synchronized boolean needsPlain(Change change) {
    Configurable target = change.target();
    return change.wanted() != null && target != null && needsPlain(target, change.file());
  }

  private boolean needsPlain(Configurable target, ConfigFile file) {
    return file.instance() != null
        && target.instances()
        && target.always()
        && !plain.contains(target.pid());
  }

  /** Gives the driver that needs no instance a configuration of its own, with what holds. */
  public synchronized void plain(Configurable target) {
    ConfigFile file = new ConfigFile(target.pid(), null);
    put(target, file, applied.getOrDefault(file.name(), Map.of()));
  }

  /**
   * Checks values.
   *
   * @throws ProblemException INVALID with all that is wrong
   */
  public synchronized void check(
      Configurable target, ConfigFile file, Map<String, List<String>> values) {
    List<String> complaints = new ArrayList<>(target.complaints(file, values));
    String name = target.driver(file, values);
    if (file.instance() != null && name != null) {
      for (Bundle bundle : context.getBundles()) {
        for (Configurable other : of(bundle)) {
          if (name.equals(other.driver())
              && other.interfaces().stream().anyMatch(target.interfaces()::contains)) {
            complaints.add("a driver " + name + " is there already, of " + other.bundle());
          }
        }
      }
    }
    if (file.instance() != null && name != null) {
      applied.forEach((each, given) -> {
        ConfigFile one = ConfigFile.of(each);
        if (one.pid().equals(file.pid())
            && one.instance() != null
            && !one.equals(file)
            && name.equals(target.driver(one, given))) {
          complaints.add("a driver " + name + " is there already, of " + one);
        }
      });
    }
    if (!complaints.isEmpty()) {
      throw ProblemException.invalid(String.join("; ", new LinkedHashSet<>(complaints)));
    }
  }

  /** Gives values to what takes them; null takes them away. Returns before they are taken. */
  public synchronized void apply(
      Configurable target, ConfigFile file, @Nullable Map<String, List<String>> values) {
    boolean none = file.instance() == null && !wanted.containsKey(file.name());
    if (values != null && !(none && values.isEmpty())) {
      put(target, file, values);
      applied.put(file.name(), values);
      return;
    }
    applied.remove(file.name());
    if (file.instance() == null && plain.contains(file.pid())) {
      put(target, file, Map.of());
      return;
    }
    change(target, file, Configuration::delete);
  }

  /** Takes away what a bundle that is gone was given. */
  public synchronized void forget(ConfigFile file) {
    applied.remove(file.name());
    for (boolean component : new boolean[] {true, false}) {
      change(
          new Configurable(
              "", component ? "gone" : "", file.pid(), List.of(), null, true, List.of()),
          file,
          Configuration::delete);
    }
  }

  /** Remembers why a file's values do not hold. */
  public synchronized void refuse(
      ConfigFile file, @Nullable Map<String, List<String>> values, String reason) {
    refused.put(file.name(), new Refusal(values, reason));
  }

  /** A file's values hold. */
  public synchronized void accept(ConfigFile file) {
    refused.remove(file.name());
  }

  /** What in the installed bundles takes a file; null when nothing does. */
  public synchronized @Nullable Configurable target(ConfigFile file) {
    Configurable found = null;
    for (Bundle bundle : context.getBundles()) {
      boolean runs = (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0;
      for (Configurable each : runs || found == null ? of(bundle) : List.<Configurable>of()) {
        found = each.pid().equals(file.pid()) ? each : found;
      }
    }
    return found;
  }

  /** What a component of a bundle takes; null when it takes nothing. */
  public synchronized @Nullable Configurable of(Bundle bundle, String component) {
    return of(bundle).stream()
        .filter(each -> each.component().equals(component))
        .findFirst()
        .orElse(null);
  }

  /** Those of a bundle that is about drivers. */
  private List<Configurable> of(Bundle bundle) {
    String imports = bundle.getHeaders("").get("Import-Package");
    String name = String.valueOf(bundle.getSymbolicName());
    // The registry itself and the engine use drivers, and are none.
    if (imports == null
        || !imports.contains("org.jdock.spi")
        || imports.contains("org.jdock.api")) {
      return List.of();
    }
    Known before = known.get(bundle.getBundleId());
    if (before == null || before.changed() != bundle.getLastModified()) {
      before = new Known(bundle.getLastModified(), Configurables.of(bundle));
      known.keySet().removeIf(id -> context.getBundle(id) == null);
      known.put(bundle.getBundleId(), before);
      LogManager.getLogger(DriverConfigurations.class).debug("{} takes {}", name, before.all());
    }
    return before.all();
  }

  /**
   * Has a bundle find its configurations when it starts.
   *
   * @return what it can't take of what other versions of it were given
   */
  public List<String> prepare(Bundle bundle) {
    List<String> complaints = new ArrayList<>();
    synchronized (this) {
      if (wanted.isEmpty() && applied.isEmpty()) {
        return complaints;
      }
      for (Configurable target : of(bundle)) {
        Set<String> names = new HashSet<>(wanted.keySet());
        names.addAll(applied.keySet());
        for (String name : names) {
          ConfigFile file = ConfigFile.of(name);
          if (file.pid().equals(target.pid())) {
            prepare(target, file, complaints);
          }
        }
      }
    }
    return complaints;
  }

  private void prepare(Configurable target, ConfigFile file, List<String> complaints) {
    Map<String, List<String>> now = applied.get(file.name());
    if (now != null) {
      target.complaints(file, now).forEach(each -> complaints.add(file + ": " + each));
      return;
    }
    Map<String, List<String>> values = Objects.requireNonNull(wanted.get(file.name()));
    try {
      check(target, file, values);
      if (needsPlain(target, file)) {
        plain(target);
      }
      apply(target, file, values);
      accept(file);
    } catch (ProblemException e) {
      refuse(file, values, String.valueOf(e.getMessage()));
      LogManager.getLogger(DriverConfigurations.class)
          .error("{} is not applied: {}", file, e.getMessage());
    }
  }

  private void put(Configurable target, ConfigFile file, Map<String, List<String>> values) {
    if (target.instances() && file.instance() == null) {
      plain.add(target.pid());
    }
    change(target, file, configuration -> configuration.update(dictionary(file, values)));
  }

  private interface Step {
    void on(Configuration configuration) throws IOException;
  }

  private void change(Configurable target, ConfigFile file, Step step) {
    ConfigurationAdmin admin = admin();
    if (admin == null) {
      throw ProblemException.failed("there is no ConfigurationAdmin", null);
    }
    try {
      String instance = file.instance() == null ? PLAIN : file.instance();
      step.on(
          target.instances()
              ? admin.getFactoryConfiguration(file.pid(), instance, "?")
              : admin.getConfiguration(file.pid(), "?"));
    } catch (IOException e) {
      throw ProblemException.failed(file + " can't be applied: " + e.getMessage(), e);
    }
  }

  /** Asked for by this bundle once it runs: the framework itself may know another such class. */
  private @Nullable ConfigurationAdmin admin() {
    Bundle bundle = FrameworkUtil.getBundle(DriverConfigurations.class);
    BundleContext own = bundle == null ? null : bundle.getBundleContext();
    BundleContext asking = own == null ? context : own;
    var reference = asking.getServiceReference(ConfigurationAdmin.class);
    return reference == null ? null : asking.getService(reference);
  }

  private static Dictionary<String, Object> dictionary(
      ConfigFile file, Map<String, List<String>> values) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (file.instance() != null) {
      all.put(Configurable.DRIVER, file.instance());
      all.put(INSTANCE, file.instance());
    }
    values.forEach((name, each) ->
        all.put(name, each.size() == 1 ? each.getFirst() : each.toArray(String[]::new)));
    return FrameworkUtil.asDictionary(all);
  }
}

package org.jdock.registry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something in a bundle that takes configurations of one PID.
 *
 * @param bundle its bundle's symbolic name
 * @param component the component's name; empty for what is none of Declarative Services
 * @param pid of its configurations
 * @param interfaces what it is registered under
 * @param driver its name as a driver unless a configuration says otherwise; null for none
 * @param always whether it is there without a configuration
 * @param settings the keys that it takes
 */
public record Configurable(
    String bundle,
    String component,
    String pid,
    List<String> interfaces,
    @Nullable String driver,
    boolean always,
    List<Setting> settings) {
  private static final Pattern NAME = Pattern.compile("(?!jdock\\.)[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  /** The key that names a driver. */
  static final String DRIVER = "jdock.driver";

  /** Keeps its own copies. */
  public Configurable {
    interfaces = List.copyOf(interfaces);
    settings = List.copyOf(settings);
  }

  /** Whether it is a component, of which there may be several. */
  boolean instances() {
    return !component.isEmpty();
  }

  /** The name of the driver that a file makes; null for none. */
  public @Nullable String driver(ConfigFile file, Map<String, List<String>> values) {
    List<String> given = values.getOrDefault(DRIVER, List.of());
    if (file.instance() == null) {
      return driver;
    }
    return given.isEmpty() ? file.instance() : given.getLast();
  }

  /** What is wrong with values in a file; empty when nothing is. */
  List<String> complaints(ConfigFile file, Map<String, List<String>> values) {
    List<String> found = new ArrayList<>();
    if (file.instance() != null && !instances()) {
      found.add(pid + " has no instances");
    } else if (file.instance() != null && !NAME.matcher(file.instance()).matches()) {
      found.add(file.instance() + " can't be a driver's name");
    } else if (file.instance() == null && instances() && driver == null) {
      found.add("it has to name an instance: " + pid + "~NAME.cfg");
    }
    values.forEach((name, given) -> {
      Setting setting = setting(name);
      if (setting != null) {
        String complaint = setting.complaint(given);
        if (complaint != null) {
          found.add(complaint);
        }
      } else if (!name.equals(DRIVER) || file.instance() == null) {
        found.add("unknown key " + name + ": " + known());
      }
    });
    for (Setting setting : settings) {
      boolean missing = setting.required() && setting.defaults().isEmpty() && !setting.list();
      if (missing && !values.containsKey(setting.name()) && !setting.name().equals(DRIVER)) {
        found.add(setting.name() + " is missing");
      }
    }
    return found;
  }

  private @Nullable Setting setting(String name) {
    return settings.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
  }

  private String known() {
    return settings.isEmpty()
        ? "there are none"
        : "there are " + String.join(", ", settings.stream().map(Setting::name).toList());
  }
}

package org.jdock.launcher.framework;

import java.io.IOException;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * Hands configurations to those components whose PID they are for: {@code my.pid} for the one and
 * only, {@code my.pid~name} for one of many.
 */
public final class PidConfigurations {
  private static final Logger LOG = LogManager.getLogger(PidConfigurations.class);

  private final ConfigurationAdmin admin;
  private final Map<String, Map<String, List<String>>> applied = new HashMap<>();

  PidConfigurations(BundleContext context) {
    var reference = context.getServiceReference(ConfigurationAdmin.class);
    var service = reference == null ? null : context.getService(reference);
    if (service == null) {
      throw new IllegalStateException("there is no ConfigurationAdmin");
    }
    this.admin = service;
  }

  /**
   * Makes these the configurations there are; those that are the same as before are not touched.
   *
   * @param wanted by PID: values by name, more than one for a list
   */
  public synchronized void apply(Map<String, Map<String, List<String>>> wanted) {
    wanted.forEach((pid, values) -> {
      if (!values.equals(applied.get(pid))) {
        attempt(pid, configuration -> configuration.update(dictionary(values)));
        applied.put(pid, values);
      }
    });
    for (var pid : List.copyOf(applied.keySet())) {
      if (!wanted.containsKey(pid)) {
        attempt(pid, Configuration::delete);
        applied.remove(pid);
      }
    }
  }

  private interface Step {
    void on(Configuration configuration) throws IOException;
  }

  private void attempt(String pid, Step step) {
    try {
      int tilde = pid.indexOf('~');
      step.on(
          tilde < 0
              ? admin.getConfiguration(pid, "?")
              : admin.getFactoryConfiguration(
                  pid.substring(0, tilde), pid.substring(tilde + 1), "?"));
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("The configuration {} is not applied: {}", pid, e.getMessage());
    }
  }

  private static Dictionary<String, Object> dictionary(Map<String, List<String>> values) {
    var dictionary = new HashMap<String, Object>();
    values.forEach((name, all) ->
        dictionary.put(name, all.size() == 1 ? all.getFirst() : all.toArray(String[]::new)));
    return FrameworkUtil.asDictionary(dictionary);
  }
}

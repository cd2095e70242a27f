package org.jdock.itest.osgi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services made of the components. */
final class Components {
  private Components() {}

  private static ServiceComponentRuntime runtime() {
    var context = Host.context();
    return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
  }

  static List<ComponentDescriptionDTO> all() {
    return List.copyOf(runtime().getComponentDescriptionDTOs());
  }

  static List<ComponentConfigurationDTO> configurations(ComponentDescriptionDTO component) {
    return List.copyOf(runtime().getComponentConfigurationDTOs(component));
  }

  /** Each component that can't come to life, with the reason: for people. */
  static List<String> unsatisfied() {
    var found = new ArrayList<String>();
    for (var component : all()) {
      for (var each : configurations(component)) {
        if (each.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          found.add(component.name + " failed: " + each.failure);
        } else if (each.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION) {
          // One made for each configuration, such as a runtime of the operator's, may have none.
          if (!"require".equals(component.configurationPolicy)) {
            found.add(component.name + " waits for a configuration");
          }
        } else if (each.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          for (var missing : each.unsatisfiedReferences) {
            found.add(component.name + " waits for " + wanted(component, missing.name));
          }
        }
      }
    }
    return found;
  }

  private static String wanted(ComponentDescriptionDTO component, String reference) {
    return Arrays.stream(component.references)
        .filter(r -> r.name.equals(reference))
        .map(r -> r.interfaceName + (r.target == null ? "" : " with " + r.target))
        .findFirst()
        .orElse(reference);
  }
}

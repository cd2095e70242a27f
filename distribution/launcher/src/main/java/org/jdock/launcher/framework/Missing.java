package org.jdock.launcher.framework;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** Finds out which components don't come to life, and why. */
final class Missing {
  private final ServiceComponentRuntime runtime;
  private final List<ComponentDescriptionDTO> all;

  private Missing(ServiceComponentRuntime runtime) {
    this.runtime = runtime;
    this.all = List.copyOf(runtime.getComponentDescriptionDTOs());
  }

  /** One line: the causes, not what follows from them. */
  static String services(BundleContext context) {
    var runtime = Services.find(context, ServiceComponentRuntime.class);
    if (runtime == null) {
      return "there are no Declarative Services";
    }
    var causes = new Missing(runtime).causes();
    return causes.isEmpty()
        ? "every component is satisfied, but none serves"
        : String.join("; ", causes);
  }

  private Set<String> causes() {
    var causes = new LinkedHashSet<String>();
    var waiting = new HashSet<String>();
    for (var component : all) {
      for (var configuration : runtime.getComponentConfigurationDTOs(component)) {
        if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
          causes.add("%s failed: %s".formatted(component.name, firstLine(configuration.failure)));
        } else if (configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
          for (var unsatisfied : configuration.unsatisfiedReferences) {
            causes.addAll(wants(component, unsatisfied.name, waiting));
          }
        }
      }
    }
    if (causes.isEmpty()) {
      // They wait for one another.
      causes.addAll(waiting);
    }
    return causes;
  }

  private List<String> wants(
      ComponentDescriptionDTO component, String referenceName, Set<String> waiting) {
    var causes = new ArrayList<String>();
    for (ReferenceDTO reference : component.references) {
      if (reference.name.equals(referenceName)) {
        var text = component.name + " waits for " + reference.interfaceName;
        if (isOffered(reference.interfaceName)) {
          waiting.add(text);
        } else {
          causes.add(text + ", which no component offers");
        }
      }
    }
    return causes;
  }

  /** Then it is that component's trouble that is to be told. */
  private boolean isOffered(String service) {
    return all.stream()
        .anyMatch(component -> Arrays.asList(component.serviceInterfaces).contains(service));
  }

  private static String firstLine(String text) {
    return text == null ? "for no reason given" : text.lines().findFirst().orElse("");
  }
}

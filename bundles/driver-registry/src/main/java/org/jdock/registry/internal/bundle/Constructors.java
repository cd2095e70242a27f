package org.jdock.registry.internal.bundle;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** Says why Declarative Services could not make a component. */
final class Constructors {
  private static final String CAUSE = "Caused by: ";

  private Constructors() {}

  /** What its constructor threw, in a line; empty when nothing is known of it. */
  static String failure(BundleContext context, ServiceReference<?> reference) {
    Object name = reference.getProperty(ComponentConstants.COMPONENT_NAME);
    Object id = reference.getProperty(ComponentConstants.COMPONENT_ID);
    var found = context.getServiceReference(ServiceComponentRuntime.class);
    ServiceComponentRuntime runtime = found == null ? null : context.getService(found);
    if (runtime == null || name == null || reference.getBundle() == null) {
      return "";
    }
    var component = runtime.getComponentDescriptionDTO(reference.getBundle(), name.toString());
    if (component == null) {
      return "";
    }
    for (ComponentConfigurationDTO each : runtime.getComponentConfigurationDTOs(component)) {
      if (Long.valueOf(each.id).equals(id) && each.failure != null) {
        return root(each.failure);
      }
    }
    return "";
  }

  /** Of a stack trace: the last cause, without what is the same for each refusal. */
  private static String root(String trace) {
    String last = "";
    for (String line : trace.split("\\R", -1)) {
      boolean first = last.isEmpty() && !line.startsWith("\t");
      if (first || line.startsWith(CAUSE)) {
        last = line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line;
      }
    }
    return last.replaceFirst("^[\\w.$]+(?:Exception|Error): ", "");
  }
}

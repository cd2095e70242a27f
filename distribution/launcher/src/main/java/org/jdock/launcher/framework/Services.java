package org.jdock.launcher.framework;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The engine's services, for the launcher: each is held to the end. */
public final class Services {
  private Services() {}

  /** One of that type; null when there is none, or when it can't be made. */
  public static <T> @Nullable T find(BundleContext context, Class<T> type) {
    var reference = context.getServiceReference(type);
    return reference == null ? null : context.getService(reference);
  }
}

package org.jdock.registry.internal.bundle;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;

/** Looks at the framework's bundles. */
final class Bundles {
  private final BundleContext context;

  Bundles(BundleContext context) {
    this.context = context;
  }

  static String name(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name == null ? "" : name;
  }

  /** The path of a bundle's jar, or its location as it stands when that is no file. */
  static String path(Bundle bundle) {
    // The launcher starts jars where they lie: "reference:" spares the framework a copy.
    String location = bundle.getLocation().replaceFirst("^reference:", "");
    return location.startsWith("file:") ? Path.of(URI.create(location)).toString() : location;
  }

  /** What loads its classes; null when it is not resolved. */
  static @Nullable ClassLoader loader(Bundle bundle) {
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    return wiring == null ? null : wiring.getClassLoader();
  }

  /** All versions of a bundle, newest first. */
  List<Bundle> named(String symbolicName) {
    return Arrays.stream(context.getBundles())
        .filter(b -> name(b).equals(symbolicName))
        .sorted(Comparator.comparing(Bundle::getVersion).reversed())
        .toList();
  }

  @Nullable Bundle find(String symbolicName, Version version) {
    return named(symbolicName).stream()
        .filter(b -> b.getVersion().equals(version))
        .findFirst()
        .orElse(null);
  }

  /** The version that runs; null when none does. */
  @Nullable Bundle active(String symbolicName) {
    return named(symbolicName).stream()
        .filter(b -> (b.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0)
        .findFirst()
        .orElse(null);
  }
}

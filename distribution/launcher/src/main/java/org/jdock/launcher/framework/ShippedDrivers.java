package org.jdock.launcher.framework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** The distribution's own drivers. Brought by one thread, and stopped by one after that. */
final class ShippedDrivers {
  private final BundleContext context;
  private final Path folder;
  private final List<Bundle> started = new ArrayList<>();

  /** Not made before it is needed: the log gets ready on another thread meanwhile. */
  private static Logger log() {
    return LogManager.getLogger(ShippedDrivers.class);
  }

  /**
   * @param folder of jars; need not exist
   */
  ShippedDrivers(BundleContext context, Path folder) {
    this.context = context;
    this.folder = folder;
  }

  /**
   * Installs and starts all of them; one that fails is left out, with a line in the log.
   *
   * @param installed done with each before any resolves
   * @param first done with each before it starts
   */
  void bring(Consumer<Bundle> installed, Consumer<Bundle> first) {
    var bundles = install();
    bundles.forEach(installed);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .resolveBundles(bundles);
    for (var bundle : bundles) {
      try {
        first.accept(bundle);
        bundle.start(Bundle.START_TRANSIENT);
        started.add(bundle);
      } catch (BundleException e) {
        log().warn("The driver {} is left out: {}", bundle.getSymbolicName(), Reasons.of(e));
      }
    }
  }

  private List<Bundle> install() {
    var bundles = new ArrayList<Bundle>();
    if (!Files.isDirectory(folder)) {
      return bundles;
    }
    try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
      for (var jar : jars) {
        try {
          bundles.add(context.installBundle("reference:" + jar.toAbsolutePath().toUri()));
        } catch (BundleException e) {
          log().warn("The driver {} can't be installed: {}", jar, Reasons.of(e));
        }
      }
    } catch (IOException e) {
      log().error("The drivers in {} are left out", folder, e);
    }
    return bundles;
  }

  /** Those that were started, in the order in which they were. */
  List<Bundle> started() {
    return started;
  }
}

package org.jdock.launcher.framework;

import java.util.Arrays;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.driver.Drivers;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;

/** The drivers without which no container runs, looked at while nobody waits for them. */
public final class Runtimes {
  private static final Logger LOG = LogManager.getLogger(Runtimes.class);

  /** By its name: a driver is not this bundle's to call. */
  private static final String RUNTIME = "org.jdock.spi.runtime.RuntimeDriver";

  /** The first answers come first. */
  private static final long PAUSE_MILLIS = 1000;

  private Runtimes() {}

  /**
   * Asks each runtime whether it can run here, soon and on a thread of its own: the log says which
   * one can't and why, and the first container need not wait for that. Other drivers are not made.
   */
  public static void probe(BundleContext context) {
    Thread.ofPlatform()
        .daemon()
        .name("runtimes")
        .start(() -> {
          try {
            Thread.sleep(PAUSE_MILLIS);
            var drivers = Services.find(context, Drivers.class);
            if (drivers != null) {
              for (var name : names(context)) {
                if (drivers.info("runtime/" + name).state().equals("ACTIVE")) {
                  drivers.probe("runtime/" + name);
                }
              }
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException | InvalidSyntaxException e) {
            // the daemon may be ending; who runs a container will be told
            LOG.debug("The runtimes can't be looked at", e);
          }
        });
  }

  private static List<String> names(BundleContext context) throws InvalidSyntaxException {
    var references = context.getAllServiceReferences(RUNTIME, null);
    return references == null
        ? List.of()
        : Arrays.stream(references)
            .map(reference -> String.valueOf(reference.getProperty("jdock.driver")))
            .distinct()
            .sorted()
            .toList();
  }
}

package org.jdock.launcher.framework;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.osgi.framework.BundleContext;

/** The drivers without which no container runs, looked at while nobody waits for them. */
public final class Runtimes {
  private static final Logger LOG = LogManager.getLogger(Runtimes.class);

  /** The first answers come first: listing makes every driver. */
  private static final long PAUSE_MILLIS = 1000;

  private Runtimes() {}

  /**
   * Asks each runtime whether it can run here, soon and on a thread of its own: the log says which
   * one can't and why, and the first container need not wait for that.
   */
  public static void probe(BundleContext context) {
    Thread.ofPlatform()
        .daemon()
        .name("runtimes")
        .start(() -> {
          try {
            Thread.sleep(PAUSE_MILLIS);
            var reference = context.getServiceReference(Drivers.class);
            var drivers = reference == null ? null : context.getService(reference);
            if (drivers != null) {
              drivers.list().stream()
                  .filter(
                      driver -> driver.kind().equals("runtime") && driver.state().equals("ACTIVE"))
                  .map(DriverInfo::name)
                  .forEach(name -> drivers.probe("runtime/" + name));
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (RuntimeException e) {
            // the daemon may be ending; who runs a container will be told
            LOG.debug("The runtimes can't be looked at", e);
          }
        });
  }
}

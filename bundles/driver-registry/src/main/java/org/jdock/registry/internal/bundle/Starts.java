package org.jdock.registry.internal.bundle;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Starts bundles without waiting for ever: an activator is a stranger's code. */
final class Starts {
  private Starts() {}

  /**
   * Starts a bundle. One that takes longer goes on starting, and the framework waits for it in
   * whatever is done to it next.
   *
   * @throws ProblemException UNAVAILABLE when the limit is over
   */
  static void start(Bundle bundle, Duration limit) throws BundleException {
    FutureTask<Boolean> start =
        new FutureTask<>(() -> {
          bundle.start();
          return true;
        });
    Thread.ofPlatform().daemon().name("driver-start").start(start);
    try {
      start.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BundleException refused) {
        throw refused;
      }
      throw new BundleException(String.valueOf(e.getCause()), BundleException.UNSPECIFIED, e);
    } catch (TimeoutException e) {
      throw new ProblemException(
          Problem.UNAVAILABLE,
          Admission.label(bundle)
              + " did not start within "
              + limit.toSeconds()
              + " s: its activator hangs, which its vendor must mend; it is taken away when it"
              + " returns, or by a restart of the daemon",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(
          Problem.UNAVAILABLE, "interrupted while starting " + Admission.label(bundle), e);
    }
  }
}

package org.jdock.container.internal.lifecycle;

import java.util.List;
import java.util.Map;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.container.HostConfig;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.container.internal.create.Checks;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.runtime.RuntimeDriver;
import org.jspecify.annotations.Nullable;

/** Chooses and checks the drivers of a new container. */
record Drivers(DriverRegistry registry) {
  /**
   * The runtime for a container.
   *
   * @throws ProblemException INVALID for an unknown one, UNAVAILABLE when none works
   */
  String runtime(@Nullable String asked, DaemonSettings settings) {
    String name = asked == null || asked.isEmpty() ? settings.runtime() : asked;
    List<String> known = registry.names(RuntimeDriver.class);
    if (!name.isEmpty()) {
      if (!known.contains(name)) {
        throw ProblemException.invalid("unknown or invalid runtime name: " + name);
      }
      return name;
    }
    return known.stream()
        .filter(n -> registry.ready(RuntimeDriver.class, n))
        .findFirst()
        .orElseThrow(() ->
            new ProblemException(
                Problem.UNAVAILABLE,
                "no OCI runtime works on this host: install crun or runc, and conmon"
                    + " (jdock driver list says what each of them lacks)"));
  }

  /** Refuses a log driver or options that are not known. */
  void log(HostConfig.LogConfig log) {
    String type = String.valueOf(log.type());
    if (!registry.names(LogDriver.class).contains(type)) {
      throw ProblemException.invalid("logger: no log driver named '" + type + "' is registered");
    }
    Map<String, String> given = log.config();
    if (given == null || given.isEmpty()) {
      return;
    }
    List<OptionSpec> specs = registry.call(LogDriver.class, type, LogDriver::options);
    Checks.logOptions(type, specs.stream().map(OptionSpec::name).toList(), given.keySet());
    var _ =
        registry.call(
            LogDriver.class,
            type,
            driver -> {
              Options.check("log driver " + type, specs, given);
              driver.check(given);
              return true;
            });
  }
}

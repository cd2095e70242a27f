package org.jdock.container.internal.lifecycle;

import java.util.List;
import org.jdock.api.config.Settings;
import org.jdock.api.container.HostConfig;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.container.internal.spec.HostFacts;
import org.jdock.container.internal.state.Definition;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecurityRequest;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;

/** What containers may do, as their security profile decides. */
record Security(DriverRegistry drivers, Settings settings, HostFacts host) {
  /** The profile of new containers. */
  String profile() {
    return settings.current().securityProfile();
  }

  /** For a container that is being made. */
  SecuritySettings decide(String profile, HostConfig asked) {
    return decide(profile, asked, asked.maskedPaths(), asked.readonlyPaths());
  }

  /** For a start: paths that the profile chose are its own to choose anew. */
  SecuritySettings decide(Definition d) {
    HostConfig host = d.hostConfig();
    Definition.Confinement then = d.confinement();
    return decide(
        d.securityProfile(),
        host,
        then == null || then.maskedAsked() ? host.maskedPaths() : null,
        then == null || then.readonlyAsked() ? host.readonlyPaths() : null);
  }

  private SecuritySettings decide(
      String profile,
      HostConfig asked,
      @Nullable List<String> masked,
      @Nullable List<String> readonly) {
    return decide(
        profile,
        new SecurityRequest(
            asked.privileged(),
            orEmpty(asked.capAdd()),
            orEmpty(asked.capDrop()),
            orEmpty(asked.securityOpt()),
            masked,
            readonly));
  }

  /** For a privileged exec. */
  SecuritySettings privileged(String profile) {
    return decide(profile, new SecurityRequest(true, List.of(), List.of(), List.of(), null, null));
  }

  private SecuritySettings decide(String profile, SecurityRequest request) {
    return drivers.call(SecurityDriver.class, profile, d -> d.decide(request, host.security()));
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}

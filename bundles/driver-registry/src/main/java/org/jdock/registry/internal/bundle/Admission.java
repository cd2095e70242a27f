package org.jdock.registry.internal.bundle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.Registry;
import org.jdock.registry.internal.slot.Slot;
import org.osgi.framework.Bundle;

/** What a newcomer must be, compared with what is there. */
final class Admission {
  private Admission() {}

  /** No other bundle may have a driver of that kind and name. */
  static void refuseTaken(Newcomer newcomer, Registry registry) {
    String name = Bundles.name(newcomer.bundle());
    for (Slot slot : newcomer.slots()) {
      for (Slot other : registry.slots()) {
        if (other.id().equals(slot.id()) && !other.source().bundle().equals(name)) {
          throw ProblemException.conflict(
              "driver "
                  + slot.id()
                  + " is there already, from bundle "
                  + other.source().bundle()
                  + ": remove that first");
        }
      }
    }
  }

  /** It must take the values that the version in service has. */
  static void refuseMisconfigured(Newcomer newcomer) {
    if (!newcomer.complaints().isEmpty()) {
      throw ProblemException.invalid(
          label(newcomer.bundle())
              + " can't take the configuration of the version in service: "
              + String.join("; ", newcomer.complaints()));
    }
  }

  /** It must have each driver that the version in service has. */
  static void refuseMissing(List<Slot> before, Newcomer newcomer) {
    Set<DriverId> offered = new HashSet<>();
    newcomer.slots().forEach(slot -> offered.add(slot.id()));
    List<String> missing =
        before.stream()
            .map(Slot::id)
            .filter(id -> !offered.contains(id))
            .map(DriverId::toString)
            .toList();
    if (!missing.isEmpty()) {
      throw ProblemException.invalid(
          label(newcomer.bundle())
              + " lacks drivers that the version in service has: "
              + String.join(", ", missing));
    }
  }

  static String label(Bundle bundle) {
    return "bundle " + Bundles.name(bundle) + " " + bundle.getVersion();
  }
}

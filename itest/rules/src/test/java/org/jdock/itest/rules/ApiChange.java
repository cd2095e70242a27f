package org.jdock.itest.rules;

import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import aQute.bnd.service.diff.Type;
import aQute.bnd.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Compares an API with its baseline by the rules of semantic versioning, package by package. */
final class ApiChange {
  private static final Set<Delta> NOTHING = Set.of(Delta.UNCHANGED, Delta.IGNORED);

  private ApiChange() {}

  /**
   * What is wrong, in sentences that name the change and the version it needs; empty if nothing is.
   */
  static List<String> complaints(ApiText now, ApiText baseline) {
    var complaints = new ArrayList<String>();
    for (var diff : now.tree().diff(baseline.tree()).getChildren()) {
      var name = diff.getName();
      if (diff.getType() != Type.PACKAGE) {
        continue;
      }
      if (diff.getDelta() == Delta.REMOVED) {
        complaints.add("package " + name + " is gone: it stays until the next major release");
      } else if (diff.getDelta() != Delta.ADDED && !NOTHING.contains(diff.getDelta())) {
        var needed = needed(new Version(baseline.versions().get(name)), diff.getDelta());
        var has = new Version(now.versions().get(name));
        if (has.compareTo(needed) < 0) {
          var changes = new ArrayList<String>();
          changes(diff, "", changes);
          complaints.add(
              "package %s is %s and needs @Version(\"%s\") for a %s change: %s"
                  .formatted(name, has, needed, diff.getDelta(), String.join("; ", changes)));
        }
      }
    }
    return complaints;
  }

  private static Version needed(Version old, Delta delta) {
    return switch (delta) {
      case MICRO -> new Version(old.getMajor(), old.getMinor(), old.getMicro() + 1);
      case MINOR -> new Version(old.getMajor(), old.getMinor() + 1, 0);
      default -> new Version(old.getMajor() + 1, 0, 0);
    };
  }

  private static void changes(Diff diff, String where, List<String> changes) {
    for (var child : diff.getChildren()) {
      var name = where.isEmpty() ? child.getName() : where + " " + child.getName();
      switch (child.getDelta()) {
        case ADDED, REMOVED -> changes.add(child.getDelta() + " " + name);
        case MICRO, MINOR, MAJOR, CHANGED -> changes(child, name, changes);
        default -> {}
      }
    }
  }
}

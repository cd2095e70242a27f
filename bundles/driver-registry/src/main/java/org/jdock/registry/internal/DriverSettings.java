package org.jdock.registry.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverConfiguration;
import org.jdock.api.driver.DriverSetting;
import org.jdock.registry.config.ConfigFile;
import org.jdock.registry.config.Configurable;
import org.jdock.registry.config.DriverConfigurations;
import org.jdock.registry.config.DriverConfigurations.Change;
import org.jdock.registry.config.Setting;
import org.jdock.registry.internal.bundle.DriverTracker;
import org.jdock.registry.internal.context.DurableFiles;
import org.jdock.registry.internal.slot.DriverId;
import org.jdock.registry.internal.slot.Slot;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/** The configuration of one driver, as operators see and change it. */
final class DriverSettings {
  private final DriverConfigurations configurations;
  private final ConfigurationChanges changes;

  DriverSettings(DriverConfigurations configurations, ConfigurationChanges changes) {
    this.configurations = configurations;
    this.changes = changes;
  }

  private record Place(Configurable target, ConfigFile file) {}

  private @Nullable Place place(Slot slot) {
    ServiceReference<?> reference = DriverTracker.referenceOf(slot);
    if (reference == null || reference.getBundle() == null) {
      return null;
    }
    Object component = reference.getProperty("component.name");
    Object instance = reference.getProperty(DriverConfigurations.INSTANCE);
    Configurable target =
        configurations.of(reference.getBundle(), component == null ? "" : component.toString());
    return target == null
        ? null
        : new Place(
            target, new ConfigFile(target.pid(), instance == null ? null : instance.toString()));
  }

  /** Why what its file says does not hold; empty when it does. */
  String problem(Slot slot) {
    // Mostly there is none: then its bundle's own files need not be read, which takes a while.
    Place place = configurations.problems() ? place(slot) : null;
    return place == null ? "" : configurations.problem(place.file());
  }

  /** The file that makes a driver, if it is an instance. */
  @Nullable ConfigFile instance(Slot slot) {
    Place place = place(slot);
    return place == null || place.file().instance() == null ? null : place.file();
  }

  DriverConfiguration of(Slot slot) {
    return of(slot.id(), known(slot));
  }

  private DriverConfiguration of(DriverId id, Place place) {
    Map<String, List<String>> now = configurations.applied(place.file());
    List<DriverSetting> settings = new ArrayList<>();
    for (Setting each : place.target().settings()) {
      settings.add(
          new DriverSetting(
              each.name(),
              each.type() + (each.list() ? " list" : ""),
              now.getOrDefault(each.name(), each.defaults()),
              each.defaults(),
              each.range(),
              each.text()));
    }
    return new DriverConfiguration(
        id.kind().text(),
        id.name(),
        configurations.path(place.file()).toString(),
        configurations.problem(place.file()),
        settings);
  }

  /**
   * Applies values first and writes them then: the file never says what was refused. Gives what
   * holds now, without asking the driver, which may just be made anew once more.
   */
  DriverConfiguration change(Slot slot, Map<String, List<String>> values) {
    Place place = known(slot);
    ConfigFile file = place.file();
    Map<String, List<String>> before = configurations.applied(file);
    Map<String, List<String>> wanted = new LinkedHashMap<>(configurations.wanted(file));
    values.forEach((name, given) -> {
      for (String value : given) {
        if (!value.equals(value.strip()) || value.lines().count() > 1) {
          throw ProblemException.invalid(
              name + ": a file can't have blanks around a value, nor line breaks in it");
        }
      }
      if (given.isEmpty()) {
        wanted.remove(name);
      } else {
        wanted.put(name, given);
      }
    });
    if (!wanted.equals(before)) {
      changes.apply(new Change(file, place.target(), before, wanted));
    }
    Path path = configurations.path(file);
    try {
      DurableFiles.edit(path, edited(path, values));
      configurations.file(file, wanted);
    } catch (IOException e) {
      changes.apply(new Change(file, place.target(), wanted, before));
      throw ProblemException.failed(path + " can't be written: " + e.getMessage(), e);
    }
    return of(slot.id(), place);
  }

  private Place known(Slot slot) {
    Place place = place(slot);
    if (place == null) {
      throw ProblemException.unsupported("driver " + slot.id() + " has no configuration");
    }
    return place;
  }

  /** The file's lines, those of other keys and comments as they were. */
  private static String edited(Path path, Map<String, List<String>> values) throws IOException {
    List<String> lines = new ArrayList<>();
    Set<String> written = new LinkedHashSet<>();
    for (String line : lines(path)) {
      int equals = line.indexOf('=');
      String key = equals < 0 ? "" : line.substring(0, equals).strip();
      List<String> now = values.get(key);
      if (now == null) {
        lines.add(line);
      } else if (written.add(key)) {
        now.forEach(value -> lines.add(key + " = " + value));
      }
    }
    values.forEach((key, now) -> {
      if (!written.contains(key)) {
        now.forEach(value -> lines.add(key + " = " + value));
      }
    });
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private static List<String> lines(Path path) throws IOException {
    try {
      return Files.readAllLines(path);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}

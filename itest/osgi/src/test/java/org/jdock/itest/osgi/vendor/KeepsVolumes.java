package org.jdock.itest.osgi.vendor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.Probe;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;

/** Volumes that are remembered in the driver's state: when each was made, and in 1.1 a label. */
abstract class KeepsVolumes implements VolumeDriver {
  private static final String LABEL = ".label";

  private @Nullable DriverContext context;

  /** The newest schema that this version reads, and the one that it writes. */
  abstract int schema();

  /** Whether it knows of labels. */
  abstract boolean labels();

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public void open(DriverContext own) throws DriverException {
    if (own.state().schema() > schema()) {
      throw new DriverException(
          Kind.UNSUPPORTED,
          "the volumes were written by a newer version (schema "
              + own.state().schema()
              + "), and this one reads up to "
              + schema());
    }
    context = own;
  }

  private DriverContext context() {
    if (context == null) {
      throw new IllegalStateException("not open");
    }
    return context;
  }

  private synchronized void change(String key, @Nullable String value) throws DriverException {
    var entries = new HashMap<>(context().state().read());
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
    context().state().write(schema(), entries);
  }

  @Override
  public void create(String name, Map<String, String> options) throws DriverException {
    if (labels() && options.containsKey("label")) {
      change(name + LABEL, options.get("label"));
    }
    change(name, Instant.now().toString());
  }

  @Override
  public void remove(String name) throws DriverException {
    change(name, null);
  }

  @Override
  public Path mount(String name, String holder) {
    try {
      return Files.createDirectories(context().root().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void unmount(String name, String holder) {
    // nobody is remembered
  }

  @Override
  public VolumeInfo stat(String name) throws DriverException {
    var created = context().state().read().get(name);
    if (created == null) {
      throw new DriverException(Kind.NOT_FOUND, "no volume " + name);
    }
    var label = context().state().read().get(name + LABEL);
    Map<String, String> options = labels() && label != null ? Map.of("label", label) : Map.of();
    return new VolumeInfo(
        name, context().root().resolve(name).toString(), Instant.parse(created), options);
  }

  @Override
  public List<VolumeInfo> list() throws DriverException {
    var found = new ArrayList<VolumeInfo>();
    for (var name : context().state().read().keySet()) {
      if (!name.endsWith(LABEL)) {
        found.add(stat(name));
      }
    }
    return found;
  }
}

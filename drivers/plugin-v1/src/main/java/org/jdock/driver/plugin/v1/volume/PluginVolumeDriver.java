package org.jdock.driver.plugin.v1.volume;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.client.Refusal;
import org.jdock.driver.support.volume.Holders;
import org.jdock.driver.support.volume.VolumeNames;
import org.jdock.driver.support.volume.VolumeRecord;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Volumes of a plugin. The protocol forgets a volume's options and does not say who holds it, which
 * this remembers; what volumes there are, the plugin alone knows.
 */
public final class PluginVolumeDriver implements VolumeDriver {
  private final Plugin plugin;
  private final Supplier<Set<String>> capabilities;
  private final Supplier<Patience> work;
  private volatile @Nullable Notes opened;

  /**
   * Over a plugin that may be there or not.
   *
   * @param capabilities as it declared them last
   * @param work for calls that change something
   */
  public PluginVolumeDriver(
      Plugin plugin, Supplier<Set<String>> capabilities, Supplier<Patience> work) {
    this.plugin = plugin;
    this.capabilities = capabilities;
    this.work = work;
  }

  @Override
  public Probe probe() {
    return plugin.probe();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(OptionSpec.ANY, OptionSpec.Type.STRING, null, "as the plugin says"));
  }

  @Override
  public Set<String> capabilities() {
    return capabilities.get();
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    opened = Notes.open(context.root(), context.execRoot());
  }

  @Override
  public void close() {
    opened = null;
  }

  private Notes notes() {
    Notes notes = opened;
    if (notes == null) {
      throw new IllegalStateException("called before open or after close");
    }
    return notes;
  }

  @Override
  public void create(String name, Map<String, String> options) throws DriverException {
    VolumeNames.check(name);
    notes()
        .alone(
            name,
            "create",
            notes -> {
              boolean there = get(name) != null;
              VolumeRecord known = notes.read(name);
              if (there && known != null && !known.options().equals(options)) {
                throw new DriverException(
                    Kind.CONFLICT,
                    "a volume named \"" + name + "\" exists already, with other options");
              }
              if (!there) {
                JsonObject request = request(name);
                request.add("Opts", Json.of(options));
                plugin.call("VolumeDriver.Create", request, work.get());
              }
              if (!there || known == null) { // what is known is of one that the plugin has lost
                notes.write(name, options);
              }
              return name;
            });
  }

  @Override
  public void remove(String name) throws DriverException {
    VolumeNames.check(name);
    notes()
        .alone(
            name,
            "remove",
            notes -> {
              List<String> holders = notes.holders(name).all();
              if (!holders.isEmpty()) {
                throw new DriverException(
                    Kind.CONFLICT, "remove " + name + ": volume is in use - " + holders);
              }
              unlessGone(name, "VolumeDriver.Remove", request(name));
              notes.forget(name);
              return name;
            });
  }

  @Override
  public Path mount(String name, String holder) throws DriverException {
    VolumeNames.check(name);
    return notes()
        .alone(
            name,
            "mount",
            notes -> {
              Path data = mountpoint(name, callMount(name, holder));
              notes.holders(name).add(holder);
              return data;
            });
  }

  private JsonObject callMount(String name, String holder) throws DriverException {
    try {
      return plugin.call("VolumeDriver.Mount", request(name, holder), work.get());
    } catch (Refusal e) {
      if (get(name) == null) {
        throw new DriverException(Kind.NOT_FOUND, "get " + name + ": no such volume", e);
      }
      throw e;
    }
  }

  private Path mountpoint(String name, JsonObject answer) throws DriverException {
    String path = Json.text(answer, "Mountpoint");
    if (!path.startsWith("/")) {
      throw new DriverException(
          Kind.FAILED,
          "plugin "
              + plugin.name()
              + " mounts volume "
              + name
              + " at '"
              + path
              + "', which is no absolute path");
    }
    return Path.of(path);
  }

  @Override
  public void unmount(String name, String holder) throws DriverException {
    VolumeNames.check(name);
    notes()
        .alone(
            name,
            "unmount",
            notes -> {
              Holders holders = notes.holders(name);
              if (holders.all().contains(holder)) {
                unlessGone(name, "VolumeDriver.Unmount", request(name, holder));
                holders.remove(holder);
              }
              return name;
            });
  }

  /** A refusal for a volume that the plugin has no more is none. */
  private void unlessGone(String name, String method, JsonObject request) throws DriverException {
    try {
      plugin.call(method, request, work.get());
    } catch (Refusal e) {
      if (get(name) != null) {
        throw e;
      }
    }
  }

  @Override
  public VolumeInfo stat(String name) throws DriverException {
    VolumeNames.check(name);
    JsonObject volume = get(name);
    if (volume == null) {
      throw new DriverException(Kind.NOT_FOUND, "get " + name + ": no such volume");
    }
    return info(name, volume);
  }

  @Override
  public List<VolumeInfo> list() throws DriverException {
    JsonObject answer = plugin.call("VolumeDriver.List", new JsonObject(), Patience.question());
    var all = new ArrayList<VolumeInfo>();
    for (JsonObject volume : Json.objects(answer, "Volumes")) {
      all.add(info(Json.text(volume, "Name"), volume));
    }
    return all;
  }

  private VolumeInfo info(String name, JsonObject volume) throws DriverException {
    try {
      return notes().info(name, Json.text(volume, "Mountpoint"), Json.text(volume, "CreatedAt"));
    } catch (IOException e) {
      throw Notes.failed("read", name, e);
    }
  }

  /** What the plugin says of a volume; null when it refuses, as there are no kinds of refusals. */
  private @Nullable JsonObject get(String name) throws DriverException {
    try {
      JsonObject answer = plugin.call("VolumeDriver.Get", request(name), Patience.question());
      JsonObject volume = Json.object(answer, "Volume");
      return volume.isEmpty() ? null : volume;
    } catch (Refusal e) {
      if (e.kind() == Kind.UNSUPPORTED) {
        throw e;
      }
      return null;
    }
  }

  private static JsonObject request(String name) {
    var request = new JsonObject();
    request.addProperty("Name", name);
    return request;
  }

  private static JsonObject request(String name, String holder) {
    JsonObject request = request(name);
    request.addProperty("ID", holder);
    return request;
  }
}

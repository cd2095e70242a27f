package org.jdock.http;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.Drivers;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;

/** One log driver that a container uses, and those that are installed: {@code oci:host/name:1}. */
final class FakeDrivers implements Drivers {
  final Map<String, DriverInfo> all = new ConcurrentSkipListMap<>();
  final List<String> calls = new ArrayList<>();
  RegistryAuth auth = RegistryAuth.NONE;

  /** Why this host can't run what is enabled; empty when it can. */
  String lack = "";

  FakeDrivers() {
    put("json-file", "1.0.0", "ACTIVE", "", List.of("web"));
  }

  void put(String name, String version, String state, String reason, List<String> users) {
    all.put(
        name,
        new DriverInfo(
            "log", name, version, state, reason, "b." + name, "/b.jar", users, List.of()));
  }

  private DriverInfo change(String name, String state) {
    var old = info(name);
    calls.add(state + " " + old.name());
    put(old.name(), old.version(), state, state.equals("UNAVAILABLE") ? lack : "", old.users());
    return info(name);
  }

  @Override
  public List<DriverInfo> list() {
    return List.copyOf(all.values());
  }

  @Override
  public DriverInfo info(String name) {
    var found = all.get(name.startsWith("log/") ? name.substring(4) : name);
    if (found == null) {
      throw ProblemException.notFound("plugin \"" + name + "\" not found");
    }
    return found;
  }

  @Override
  public List<DriverInfo> install(Path jar) {
    throw new AssertionError("not over HTTP");
  }

  @Override
  public List<DriverInfo> upgrade(Path jar) {
    throw new AssertionError("not over HTTP");
  }

  @Override
  public List<DriverInfo> install(String source, RegistryAuth auth, Progress.Sink progress) {
    this.auth = auth;
    calls.add("install " + source);
    var name = source.substring(source.lastIndexOf('/') + 1, source.lastIndexOf(':'));
    if (all.containsKey(name)) {
      throw ProblemException.conflict("bundle b." + name + " is installed already");
    }
    progress.accept(Progress.part("abc", "Downloading"));
    put(name, source.substring(source.lastIndexOf(':') + 1) + ".0.0", "ACTIVE", "", List.of());
    return List.of(info(name));
  }

  @Override
  public List<DriverInfo> upgrade(
      String name, String source, RegistryAuth auth, Progress.Sink progress) {
    this.auth = auth;
    calls.add("upgrade " + name + " " + source);
    var old = info(name);
    progress.accept(Progress.part("abc", "Downloading"));
    if (source.endsWith(":bad")) {
      throw ProblemException.failed("its probe failed", null);
    }
    var version = source.substring(source.lastIndexOf(':') + 1) + ".0.0";
    put(old.name(), version, old.state(), "", old.users());
    return List.of(info(name));
  }

  @Override
  public List<DriverInfo> rollback(String name) {
    throw new AssertionError("not over HTTP");
  }

  @Override
  public DriverInfo enable(String name) {
    return change(name, lack.isEmpty() ? "ACTIVE" : "UNAVAILABLE");
  }

  @Override
  public DriverInfo disable(String name, boolean force) {
    refuseUsed(name, force);
    return change(name, "DISABLED");
  }

  @Override
  public void remove(String name, boolean force) {
    refuseUsed(name, force);
    all.remove(info(name).name());
  }

  private void refuseUsed(String name, boolean force) {
    var users = info(name).users();
    if (!force && !users.isEmpty()) {
      throw ProblemException.conflict(
          "driver " + name + " is in use by " + String.join(", ", users));
    }
  }
}

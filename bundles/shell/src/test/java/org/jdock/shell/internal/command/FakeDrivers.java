package org.jdock.shell.internal.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverConfiguration;
import org.jdock.api.driver.DriverInfo;
import org.jdock.api.driver.DriverSetting;
import org.jdock.api.driver.Drivers;
import org.jdock.api.image.Progress;
import org.jdock.api.image.RegistryAuth;
import org.jspecify.annotations.Nullable;

/** Two drivers, the first of which can be upgraded; keeps the calls. */
public final class FakeDrivers implements Drivers {
  final List<String> calls = new ArrayList<>();
  private String version = "1.0.0";

  @Override
  public List<DriverInfo> list() {
    return List.of(
        driver("log", "json-file", version, "ACTIVE", "", List.of("web", "db")),
        driver("network", "bridge", "1.0.0", "UNAVAILABLE", "iptables not found", List.of()));
  }

  private static DriverInfo driver(
      String kind, String name, String version, String state, String reason, List<String> users) {
    String bundle = "org.jdock.driver." + kind + "." + name.replace("-", "");
    return new DriverInfo(
        kind, name, version, state, reason, bundle, "/d/" + name + ".jar", users, List.of("read"));
  }

  @Override
  public DriverInfo info(String name) {
    return list().stream()
        .filter(each -> name.equals(each.name()) || name.equals(each.kind() + "/" + each.name()))
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("no driver " + name));
  }

  @Override
  public List<DriverInfo> install(Path jar) {
    throw new AssertionError("a source is wanted");
  }

  @Override
  public List<DriverInfo> upgrade(Path jar) {
    throw new AssertionError("a source is wanted");
  }

  @Override
  public List<DriverInfo> install(String source, RegistryAuth auth, Progress.Sink progress) {
    calls.add("install " + source + " as " + auth.username() + ":" + auth.password());
    progress.accept(Progress.part("1.0", "Downloading"));
    throw ProblemException.invalid(source + " is no bundle");
  }

  @Override
  public List<DriverInfo> upgrade(
      @Nullable String name, String source, RegistryAuth auth, Progress.Sink progress) {
    calls.add("upgrade " + name + " " + source);
    version = "1.1.0";
    return List.of(info("json-file"));
  }

  @Override
  public List<DriverInfo> rollback(String name) {
    calls.add("rollback " + name);
    version = "1.0.0";
    return List.of(info(name));
  }

  @Override
  public DriverInfo enable(String name) {
    calls.add("enable " + name);
    return info(name);
  }

  @Override
  public DriverInfo disable(String name, boolean force) {
    calls.add("disable " + name + " " + force);
    return info(name);
  }

  @Override
  public DriverConfiguration configuration(String name) {
    var setting =
        new DriverSetting(
            "max-file", "Integer", List.of("3"), List.of("1"), "1 to 1000", "How many files");
    return new DriverConfiguration("log", name, "/etc/x.cfg", "", List.of(setting));
  }

  @Override
  public DriverConfiguration configure(String name, Map<String, List<String>> values) {
    calls.add("configure " + name + " " + new TreeMap<>(values));
    return configuration(name);
  }

  @Override
  public void remove(String name, boolean force) {
    if (!force) {
      throw ProblemException.conflict("driver " + name + " is used by web, db");
    }
    calls.add("remove " + name);
  }
}

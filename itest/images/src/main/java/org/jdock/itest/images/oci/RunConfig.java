package org.jdock.itest.images.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container of an image runs by default (OCI image spec, config). Immutable. */
public record RunConfig(
    List<String> cmd,
    List<String> env,
    List<String> exposedPorts,
    String stopSignal,
    Map<String, String> labels) {
  private static final String PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** Copies what it is given. */
  public RunConfig {
    cmd = List.copyOf(cmd);
    env = List.copyOf(env);
    exposedPorts = List.copyOf(exposedPorts);
    labels = Map.copyOf(labels);
  }

  /** The given command with the usual PATH and nothing else. */
  public static RunConfig command(String... cmd) {
    return new RunConfig(List.of(cmd), List.of(PATH), List.of(), "", Map.of());
  }

  /** Adds a variable, {@code NAME=value}. */
  public RunConfig withEnv(String variable) {
    var all = new ArrayList<>(env);
    all.add(variable);
    return new RunConfig(cmd, all, exposedPorts, stopSignal, labels);
  }

  /** Sets the exposed ports, {@code 80/tcp}. */
  public RunConfig withPorts(String... ports) {
    return new RunConfig(cmd, env, List.of(ports), stopSignal, labels);
  }

  /** Sets the signal that asks the process to end. */
  public RunConfig withStopSignal(String signal) {
    return new RunConfig(cmd, env, exposedPorts, signal, labels);
  }

  /** Adds a label. */
  public RunConfig withLabel(String key, String value) {
    var all = new TreeMap<>(labels);
    all.put(key, value);
    return new RunConfig(cmd, env, exposedPorts, stopSignal, all);
  }

  JsonObject toJson() {
    var json = new JsonObject();
    if (!exposedPorts.isEmpty()) {
      var ports = new JsonObject();
      exposedPorts.forEach(port -> ports.add(port, new JsonObject()));
      json.add("ExposedPorts", ports);
    }
    json.add("Env", array(env));
    json.add("Cmd", array(cmd));
    json.addProperty("WorkingDir", "/");
    if (!labels.isEmpty()) {
      var object = new JsonObject();
      new TreeMap<>(labels).forEach(object::addProperty);
      json.add("Labels", object);
    }
    if (!stopSignal.isEmpty()) {
      json.addProperty("StopSignal", stopSignal);
    }
    return json;
  }

  static JsonArray array(List<String> values) {
    var array = new JsonArray();
    values.forEach(array::add);
    return array;
  }
}

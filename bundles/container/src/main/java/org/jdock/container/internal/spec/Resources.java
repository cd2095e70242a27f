package org.jdock.container.internal.spec;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.jdock.api.container.HostConfig;

/** The {@code linux.resources} object (OCI runtime-spec, config-linux.md). */
final class Resources {
  private static final long PERIOD = 100_000;

  private Resources() {}

  static JsonObject of(HostConfig host, HostFacts facts, JsonArray deviceRules) {
    JsonObject resources = Json.object("devices", deviceRules);
    JsonObject memory = memory(host, facts);
    if (!memory.isEmpty()) {
      resources.add("memory", memory);
    }
    JsonObject cpu = cpu(host);
    if (!cpu.isEmpty()) {
      resources.add("cpu", cpu);
    }
    Long pids = host.pidsLimit();
    if (pids != null && pids > 0) { // others mean no limit, and crun fails to write -1
      resources.add("pids", Json.object("limit", pids));
    }
    return resources;
  }

  private static JsonObject memory(HostConfig host, HostFacts facts) {
    JsonObject memory = new JsonObject();
    if (host.memory() > 0) {
      memory.addProperty("limit", host.memory());
      if (facts.swap()) {
        memory.addProperty("swap", host.memorySwap() == 0 ? host.memory() * 2 : host.memorySwap());
      }
    }
    if (host.memoryReservation() > 0) {
      memory.addProperty("reservation", host.memoryReservation());
    }
    Long swappiness = host.memorySwappiness();
    if (swappiness != null && swappiness >= 0 && !facts.unified()) {
      memory.addProperty("swappiness", swappiness);
    }
    if (Boolean.TRUE.equals(host.oomKillDisable()) && !facts.unified()) {
      memory.addProperty("disableOOMKiller", true);
    }
    return memory;
  }

  private static JsonObject cpu(HostConfig host) {
    JsonObject cpu = new JsonObject();
    if (host.cpuShares() > 0) {
      cpu.addProperty("shares", host.cpuShares());
    }
    if (host.nanoCpus() > 0) {
      cpu.addProperty("period", PERIOD);
      cpu.addProperty("quota", host.nanoCpus() * PERIOD / 1_000_000_000L);
    } else {
      if (host.cpuPeriod() > 0) {
        cpu.addProperty("period", host.cpuPeriod());
      }
      if (host.cpuQuota() != 0) {
        cpu.addProperty("quota", host.cpuQuota());
      }
    }
    if (host.cpusetCpus() != null && !host.cpusetCpus().isEmpty()) {
      cpu.addProperty("cpus", host.cpusetCpus());
    }
    if (host.cpusetMems() != null && !host.cpusetMems().isEmpty()) {
      cpu.addProperty("mems", host.cpusetMems());
    }
    return cpu;
  }
}

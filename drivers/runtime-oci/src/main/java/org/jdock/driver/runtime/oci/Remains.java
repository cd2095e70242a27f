package org.jdock.driver.runtime.oci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.linux.cgroup.ControlFiles;
import org.jdock.linux.process.PidFd;
import org.jdock.linux.process.Processes;
import org.jdock.linux.process.Signals;

/** Clears what a runtime that was killed half-way leaves behind: a monitor, cgroups. */
final class Remains {
  /** A monitor whose process has ended writes the exit file and ends, in far less time. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private Remains() {}

  /** Clears what is left of a container that the runtime no longer knows. */
  static void clear(Tool tool, String containerId) throws IOException {
    Optional<Path> directory = tool.directory(containerId);
    if (directory.isPresent()) {
      endMonitor(directory.get());
      String group = cgroupsPath(directory.get().resolve("config.json"));
      // A path of at least a parent and a group, never the tree itself.
      if (group.matches("/?[^/:]+(/[^/:]+)+") && !group.contains("..")) {
        removeGroups(group.startsWith("/") ? group.substring(1) : group);
      }
      Files.deleteIfExists(tool.memo(containerId));
    }
  }

  private static void endMonitor(Path directory) throws IOException {
    long pid = Monitor.pid(directory);
    if (pid == 0) {
      return;
    }
    try (PidFd monitor = PidFd.open(pid)) {
      if (!monitor.awaitExit(LIMIT)) {
        Monitor.abandon(directory);
      }
    } catch (SyscallException e) {
      if (!e.is(Errno.ESRCH)) {
        throw e;
      }
    }
  }

  private static String cgroupsPath(Path config) throws IOException {
    if (!Files.exists(config)) {
      return "";
    }
    try {
      JsonObject linux =
          JsonParser.parseString(Files.readString(config))
              .getAsJsonObject()
              .getAsJsonObject("linux");
      JsonElement path = linux == null ? null : linux.get("cgroupsPath");
      return path == null ? "" : path.getAsString();
    } catch (JsonParseException | IllegalStateException | ClassCastException e) {
      return ""; // torn: then the runtime never saw it either
    }
  }

  private static void removeGroups(String group) throws IOException {
    Cgroups cgroups = Cgroups.detect();
    List<Path> mounts = new ArrayList<>(cgroups.controllers().values());
    Path unified = cgroups.unified();
    if (unified != null) {
      mounts.add(unified);
    }
    for (Path mount : mounts) {
      remove(mount.resolve(group));
    }
  }

  private static void remove(Path group) throws IOException {
    if (!Files.isDirectory(group)) {
      return;
    }
    try (DirectoryStream<Path> inner = Files.newDirectoryStream(group, Files::isDirectory)) {
      for (Path child : inner) {
        remove(child);
      }
    }
    for (int attempt = 0; attempt < 50; attempt++) {
      for (String pid : ControlFiles.read(group.resolve("cgroup.procs")).split("\\s+")) {
        if (!pid.isEmpty() && !pid.equals("0")) {
          Processes.kill(Long.parseLong(pid), Signals.KILL);
        }
      }
      if (group.toFile().delete() || !Files.exists(group)) {
        return;
      }
      try {
        Thread.sleep(10); // the kernel takes its time to let go of a killed process
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw new IOException("cgroup " + group + " can't be removed: processes are left in it");
  }
}

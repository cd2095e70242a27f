package org.jdock.driver.runtime.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/**
 * Clears what is left of a container whose process has ended: a monitor, cgroups, what the runtime
 * has written down. Each can be there or not: a crash may have come between.
 */
final class Remains {
  /** A monitor whose process has ended writes the exit file and ends, in far less time. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private Remains() {}

  /**
   * Whether clearing is all that deleting takes, which saves a call of the runtime (10 ms): it does
   * nothing but remove the cgroups and its own directory, unless the container has hooks, shares
   * its processes' namespace (then some may live on), or has its cgroups by somebody else.
   */
  static boolean simple(Tool tool, String containerId) throws IOException {
    Optional<Path> directory = tool.directory(containerId);
    if (directory.isEmpty() || !tool.arguments().isEmpty()) {
      return false;
    }
    JsonObject config = json(directory.get().resolve("config.json"));
    JsonObject linux = config.getAsJsonObject("linux");
    return linux != null
        && !config.has("hooks")
        && !linux.has("intelRdt")
        && !group(config).isEmpty()
        && hasOwnProcesses(linux);
  }

  private static boolean hasOwnProcesses(JsonObject linux) {
    JsonArray namespaces = linux.getAsJsonArray("namespaces");
    if (namespaces != null) {
      for (JsonElement element : namespaces) {
        JsonObject namespace = element.getAsJsonObject();
        if (namespace.get("type").getAsString().equals("pid")) {
          return !namespace.has("path");
        }
      }
    }
    return false;
  }

  /** Clears what is left of a container whose process has ended. */
  static void clear(Tool tool, String containerId) throws IOException {
    Optional<Path> directory = tool.directory(containerId);
    if (directory.isPresent()) {
      endMonitor(directory.get());
      String group = group(json(directory.get().resolve("config.json")));
      if (!group.isEmpty()) {
        removeGroups(group);
      }
      delete(tool.state(containerId));
      Files.deleteIfExists(tool.memo(containerId)); // last: it leads here again
    }
  }

  /** Deletes a file, or a directory with what is in it. */
  private static void delete(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> inner = Files.newDirectoryStream(file)) {
        for (Path child : inner) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(file);
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

  /** The container's group below each hierarchy; empty when it has none that is its own. */
  private static String group(JsonObject config) {
    JsonObject linux = config.getAsJsonObject("linux");
    JsonElement path = linux == null ? null : linux.get("cgroupsPath");
    String group = path == null ? "" : path.getAsString();
    // A path of at least a parent and a group, never the tree itself.
    boolean own = group.matches("/?[^/:]+(/[^/:]+)+") && !group.contains("..");
    return own ? group.startsWith("/") ? group.substring(1) : group : "";
  }

  private static JsonObject json(Path config) throws IOException {
    if (!Files.exists(config)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(Files.readString(config)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      return new JsonObject(); // torn: then the runtime never saw it either
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
      if (group.toFile().delete() || !Files.exists(group)) {
        return;
      }
      for (String pid : ControlFiles.read(group.resolve("cgroup.procs")).split("\\s+")) {
        if (!pid.isEmpty() && !pid.equals("0")) {
          Processes.kill(Long.parseLong(pid), Signals.KILL);
        }
      }
      try {
        Thread.sleep(
            attempt == 0 ? 1 : 10); // the kernel takes its time to let go of a killed process
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    throw new IOException("cgroup " + group + " can't be removed: processes are left in it");
  }
}

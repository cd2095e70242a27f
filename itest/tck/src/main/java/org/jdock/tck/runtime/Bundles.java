package org.jdock.tck.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jdock.spi.runtime.MonitorFiles;

/** Makes OCI bundles of a static busybox. */
final class Bundles {
  private static final Path BUSYBOX = Path.of("/bin/busybox");

  private final Path base;
  private final String cgroupParent;

  Bundles(Path base, String cgroupParent) {
    this.base = base;
    this.cgroupParent = cgroupParent;
  }

  /** Whether the host has what is needed. */
  static boolean available() {
    return Files.isExecutable(BUSYBOX);
  }

  /** Directories of a monitor. */
  MonitorFiles files(String name) throws IOException {
    Path directory = Files.createDirectories(base.resolve(name));
    return new MonitorFiles(
        directory, directory.resolve("spool"), Files.createDirectories(directory.resolve("exits")));
  }

  /** A bundle whose container runs a command. */
  MonitorFiles bundle(String id, boolean terminal, String... command) throws IOException {
    MonitorFiles files = files(id);
    String config =
        """
        {"ociVersion":"1.0.2","root":{"path":"%s"},"hostname":"tck","process":%s,
         "mounts":[{"destination":"/proc","type":"proc","source":"proc"},
          {"destination":"/dev","type":"tmpfs","source":"tmpfs","options":["nosuid","mode=755"]},
          {"destination":"/dev/pts","type":"devpts","source":"devpts","options":["newinstance","ptmxmode=0666","mode=0620"]}],
         "linux":{"cgroupsPath":"/%s/%s","namespaces":[{"type":"pid"},{"type":"mount"},
          {"type":"ipc"},{"type":"uts"},{"type":"network"}]}}
        """
            .formatted(root(), process(terminal, command), cgroupParent, id);
    Files.writeString(files.directory().resolve("config.json"), config);
    return files;
  }

  /** An OCI process object. */
  static String process(boolean terminal, String... command) {
    String args = Arrays.stream(command).map(Bundles::quoted).collect(Collectors.joining(","));
    return """
    {"terminal":%s,"user":{"uid":0,"gid":0},"cwd":"/","env":["PATH=/bin"],"args":[%s],
     "capabilities":{"bounding":["CAP_KILL"],"effective":["CAP_KILL"],"permitted":["CAP_KILL"]}}
    """
        .formatted(terminal, args);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private Path root() throws IOException {
    Path root = base.resolve("rootfs");
    if (!Files.exists(root)) {
      for (String directory : new String[] {"bin", "proc", "dev", "etc"}) {
        Files.createDirectories(root.resolve(directory));
      }
      Path busybox = root.resolve("bin/busybox");
      Files.copy(BUSYBOX, busybox);
      busybox.toFile().setExecutable(true, false);
      for (String name : new String[] {"sh", "cat", "sleep", "stty", "echo"}) {
        Files.createSymbolicLink(root.resolve("bin").resolve(name), Path.of("busybox"));
      }
      Files.writeString(root.resolve("plain"), "not a program");
    }
    return root;
  }
}

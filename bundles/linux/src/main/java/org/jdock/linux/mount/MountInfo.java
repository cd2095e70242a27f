package org.jdock.linux.mount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jdock.linux.internal.CStrings;

/**
 * One line of /proc/PID/mountinfo (proc_pid_mountinfo(5)).
 *
 * @param id of the mount, unique while it exists
 * @param parent id of the mount it is on
 * @param major of the device, as stat tells it for files on it
 * @param minor of the device
 * @param root which directory of the file system is the mount's root
 * @param mountPoint where it is, as seen from the reader's root
 * @param options of this mount: "rw", "nosuid"
 * @param propagation its optional fields: "shared:3", "master:1"; empty for private
 * @param type the file system's
 * @param source a device or whatever was given
 * @param superOptions of the file system: "lowerdir=…"
 */
public record MountInfo(
    int id,
    int parent,
    int major,
    int minor,
    String root,
    String mountPoint,
    List<String> options,
    List<String> propagation,
    String type,
    String source,
    List<String> superOptions) {

  /** Copies the lists. */
  public MountInfo {
    options = List.copyOf(options);
    propagation = List.copyOf(propagation);
    superOptions = List.copyOf(superOptions);
  }

  /** What the calling thread sees, in the order of mounting. Does not block for long. */
  public static List<MountInfo> read() throws IOException {
    return read(Path.of("/proc/thread-self/mountinfo"));
  }

  /** A file in that format, such as another process's /proc/PID/mountinfo. */
  public static List<MountInfo> read(Path file) throws IOException {
    return CStrings.decode(Files.readAllBytes(file)).lines().map(MountInfo::parse).toList();
  }

  /**
   * Parses a line.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static MountInfo parse(String line) {
    String[] f = line.split(" ", -1);
    int dash = Arrays.asList(f).indexOf("-");
    if (dash < 6 || f.length < dash + 4) {
      throw new IllegalArgumentException("not a line of mountinfo: " + line);
    }
    int colon = f[2].indexOf(':');
    return new MountInfo(
        Integer.parseInt(f[0]),
        Integer.parseInt(f[1]),
        Integer.parseInt(f[2].substring(0, colon)),
        Integer.parseInt(f[2].substring(colon + 1)),
        Octal.unescape(f[3]),
        Octal.unescape(f[4]),
        List.of(f[5].split(",")),
        List.of(f).subList(6, dash),
        Octal.unescape(f[dash + 1]),
        Octal.unescape(f[dash + 2]),
        Arrays.stream(f[dash + 3].split(",")).map(Octal::unescape).toList());
  }

  /** Whether this mount, or its file system, is read-only. */
  public boolean readOnly() {
    return options.contains("ro") || superOptions.contains("ro");
  }

  /** Whether mounts below it are propagated to peers. */
  public boolean shared() {
    return propagation.stream().anyMatch(p -> p.startsWith("shared:"));
  }
}

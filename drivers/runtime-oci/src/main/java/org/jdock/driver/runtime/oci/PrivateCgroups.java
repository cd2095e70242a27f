package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jdock.linux.cgroup.Cgroups;
import org.jdock.spi.DriverException;

/**
 * Runs a runtime which refuses hosts with both versions of cgroups (crun) in a mount namespace of
 * its own, where the unified tree is not mounted. All other mounts keep their propagation, so that
 * nothing is lost but the container's place in the (empty) unified tree. Costs some milliseconds a
 * call.
 */
final class PrivateCgroups {
  private PrivateCgroups() {}

  /** Whether this host mounts both. */
  static boolean hybrid() throws IOException {
    return Cgroups.detect().mode() == Cgroups.Mode.HYBRID;
  }

  /** Writes the script that stands for the runtime; in a directory that allows execution. */
  static Path script(Path directory, Path runtime, Programs programs)
      throws IOException, DriverException {
    Path unified = Cgroups.detect().unified();
    if (unified == null || unified.getParent() == null) {
      return runtime;
    }
    Path env = programs.need("env");
    Path unshare = programs.need("unshare");
    Path mount = programs.need("mount");
    Path umount = programs.need("umount");
    String text =
        String.join(
            "\n",
            "#!" + env + " -S " + unshare + " --mount --propagation unchanged /bin/sh",
            // Else the unmounting below would propagate to the host.
            mount + " --make-private " + unified.getParent() + " || exit",
            umount + " " + unified + " || exit",
            "exec " + runtime + " \"$@\"",
            "");
    Path script = directory.resolve(runtime.getFileName() + "-private-cgroups");
    Path fresh = Files.createTempFile(directory, "script", "");
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(fresh, script, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    return script;
  }

  /** The programs that it needs. */
  static List<String> programs() {
    return List.of("env", "unshare", "mount", "umount");
  }
}

package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdock.api.ProblemException;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.state.Definition;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;
import org.jdock.linux.fs.BeneathRoot;

/** Gives new empty volumes what the image has in their place. */
final class CopyUp {
  private final Services services;

  CopyUp(Services services) {
    this.services = services;
  }

  /** Fills the empty volumes of a container that is being made. */
  void fill(Definition d) {
    List<MountEntry> volumes =
        d.mounts().stream().filter(m -> m.isVolume() && !m.noCopy() && m.name() != null).toList();
    if (volumes.isEmpty()) {
      return;
    }
    Path root = services.layout().rootfs(d.id());
    Undo undo = new Undo();
    try {
      Files.createDirectories(root);
      undo.push("deleting the bundle", () -> services.store().deleteBundle(d.id()));
      services.rootfs().mount(d.storageDriver(), d.id(), root);
      undo.push("unmounting the root", () -> services.rootfs().unmount(root));
      for (MountEntry m : volumes) {
        fill(d, m, root);
      }
    } catch (IOException e) {
      throw ProblemException.failed("a volume can't be filled from the image: " + e, e);
    } finally {
      undo.run();
    }
  }

  private void fill(Definition d, MountEntry m, Path root) throws IOException {
    Path source;
    try {
      source = BeneathRoot.resolve(root, m.destination());
    } catch (SyscallException e) {
      if (e.is(Errno.ENOENT, Errno.ENOTDIR)) {
        return;
      }
      throw e;
    }
    if (!Files.isDirectory(source)) {
      return;
    }
    String name = String.valueOf(m.name());
    Path data = services.volumes().mount(name, d.id());
    try {
      try (Stream<Path> there = Files.list(data)) {
        if (there.findAny().isPresent()) {
          return;
        }
      }
      copy(source, data);
    } finally {
      services.volumes().unmount(name, d.id());
    }
  }

  /** With owners, times, links and extended attributes, as cp(1) knows how to. */
  private static void copy(Path source, Path target) throws IOException {
    Process cp =
        new ProcessBuilder("cp", "-a", "--", source + "/.", target.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(cp.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (cp.waitFor() != 0) {
        throw new IOException("copying " + source + " to " + target + ": " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cp.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}

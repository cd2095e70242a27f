package org.jdock.linux.mount;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jspecify.annotations.Nullable;

/**
 * An overlay file system to be mounted, with as many lower layers as the kernel takes (500).
 *
 * <p>mount(2) takes options of at most a page. What does not fit, or has characters that are
 * special there, is given to the kernel's newer calls a layer at a time (Linux 6.8), or as
 * /proc/self/fd/N names in mount(2) on older kernels (about 200 layers, whatever their paths'
 * lengths).
 *
 * @param lower the read-only layers, topmost first; at least one, at least two if there is no upper
 * @param upper the layer that is written to, or null for a read-only mount
 * @param work an empty directory on upper's file system, null if and only if upper is
 * @param options further ones: "index=off", "volatile"
 */
public record Overlay(
    List<Path> lower, @Nullable Path upper, @Nullable Path work, List<String> options) {
  /** mount(2) copies one page and wants a zero in it. */
  private static final int LONGEST = 4095;

  /** Checks what would make no mount. */
  public Overlay {
    lower = List.copyOf(lower);
    options = List.copyOf(options);
    if (lower.isEmpty() || (upper == null) != (work == null)) {
      throw new IllegalArgumentException("an overlay has lower layers, and both of upper and work");
    }
  }

  /** One that is written to, without further options. */
  public static Overlay of(List<Path> lower, Path upper, Path work) {
    return new Overlay(lower, upper, work, List.of());
  }

  /** One that is only read. */
  public static Overlay readOnly(List<Path> lower) {
    return new Overlay(lower, null, null, List.of());
  }

  /**
   * Mounts it.
   *
   * @param flags of {@link MountFlags}: RDONLY, NOSUID, NODEV, NOEXEC, NOATIME; others are refused
   *     by the newer calls
   */
  public void mount(Path target, long flags) throws SyscallException {
    String plain = data(lower, upper, work);
    if (plain.length() <= LONGEST && isPlain()) {
      Mounts.mount("overlay", target, "overlay", flags, plain);
      return;
    }
    try {
      mountByLayer(target, flags);
    } catch (SyscallException e) {
      if (!e.call().startsWith("fs") || !e.is(Errno.ENOSYS, Errno.EINVAL, Errno.EPERM)) {
        throw e;
      }
      try {
        mountByDescriptors(target, flags);
      } catch (SyscallException second) {
        second.addSuppressed(e);
        throw second;
      }
    }
  }

  /** By fsopen(2) and fsconfig(2). */
  void mountByLayer(Path target, long flags) throws SyscallException {
    try (var context = FsContext.open("overlay")) {
      context.set("source", "overlay");
      for (Path layer : lower) {
        context.setPath("lowerdir+", layer);
      }
      if (upper != null && work != null) {
        context.setPath("upperdir", upper);
        context.setPath("workdir", work);
      }
      for (String option : options) {
        int at = option.indexOf('=');
        if (at < 0) {
          context.setFlag(option);
        } else {
          context.set(option.substring(0, at), option.substring(at + 1));
        }
      }
      context.mount(target, flags);
    }
  }

  /** By mount(2), with every directory opened first and named by its descriptor. */
  void mountByDescriptors(Path target, long flags) throws SyscallException {
    var open = new ArrayList<Fd>();
    try {
      var layers = new ArrayList<Path>();
      for (Path layer : lower) {
        layers.add(open(layer, open));
      }
      String data =
          data(
              layers,
              upper == null ? null : open(upper, open),
              work == null ? null : open(work, open));
      if (data.length() > LONGEST) {
        throw new SyscallException(
            "mount", target.toString(), Errno.E2BIG.number(), lower.size() + " lower layers");
      }
      Mounts.mount("overlay", target, "overlay", flags, data);
    } finally {
      open.forEach(Fd::close);
    }
  }

  private static Path open(Path directory, List<Fd> open) throws SyscallException {
    Fd fd = Fd.open(directory, OpenFlags.PATH | OpenFlags.DIRECTORY);
    open.add(fd);
    return fd.path();
  }

  private String data(List<Path> layers, @Nullable Path up, @Nullable Path scratch) {
    var data = new StringBuilder("lowerdir=");
    for (int i = 0; i < layers.size(); i++) {
      data.append(i == 0 ? "" : ":").append(layers.get(i));
    }
    if (up != null) {
      data.append(",upperdir=").append(up).append(",workdir=").append(scratch);
    }
    options.forEach(o -> data.append(',').append(o));
    return data.toString();
  }

  private boolean isPlain() {
    return lower.stream().allMatch(Overlay::isPlain)
        && (upper == null || isPlain(upper))
        && (work == null || isPlain(work));
  }

  private static boolean isPlain(Path path) {
    return path.toString().chars().allMatch(c -> c > ' ' && c < 127 && ":,\\\"".indexOf(c) < 0);
  }
}

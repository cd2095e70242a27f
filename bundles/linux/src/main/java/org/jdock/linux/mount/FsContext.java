package org.jdock.linux.mount;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jdock.linux.Errno;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.CStrings;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jspecify.annotations.Nullable;

/**
 * A file system being configured option by option: fsopen(2), fsconfig(2), fsmount(2),
 * move_mount(2), Linux 5.2. Of one thread; its calls may block in the kernel.
 */
public final class FsContext implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int SET_FLAG = 0;
  private static final int SET_STRING = 1;
  private static final int SET_FD = 5;
  private static final int CREATE = 6;
  private static final int CLOEXEC = 1;
  private static final int FROM_EMPTY_PATH = 4;

  /** fsconfig copies no more than this, the zero included. */
  private static final int LONGEST = 256;

  private static final long ATTRIBUTES =
      MountFlags.RDONLY | MountFlags.NOSUID | MountFlags.NODEV | MountFlags.NOEXEC;
  private static final long ATTR_NOATIME = 0x10;

  private final Fd context;
  private final String type;

  private FsContext(Fd context, String type) {
    this.context = context;
    this.type = type;
  }

  /** Starts with a file system's name. */
  public static FsContext open(String type) throws SyscallException {
    try (Call c = new Call()) {
      long fd = c.run("fsopen", type, Nr.FSOPEN, c.string(type), CLOEXEC);
      return new FsContext(Fd.owning((int) fd, type), type);
    }
  }

  /** An option with a value of up to 255 bytes. */
  public void set(String key, String value) throws SyscallException {
    try (Call c = new Call()) {
      configure(
          key + "=" + value,
          c.raw(Nr.FSCONFIG, context.number(), SET_STRING, c.string(key), c.string(value), 0));
    }
  }

  /** An option without a value. */
  public void setFlag(String key) throws SyscallException {
    try (Call c = new Call()) {
      configure(key, c.raw(Nr.FSCONFIG, context.number(), SET_FLAG, c.string(key), 0, 0));
    }
  }

  /**
   * An option whose value is a directory, of any length: by descriptor if it is too long a name.
   */
  public void setPath(String key, Path directory) throws SyscallException {
    if (CStrings.encode(directory.toString()).length < LONGEST) {
      set(key, directory.toString());
      return;
    }
    try (Call c = new Call();
        Fd fd = Fd.open(directory, OpenFlags.PATH | OpenFlags.DIRECTORY)) {
      long r = c.raw(Nr.FSCONFIG, context.number(), SET_FD, c.string(key), 0, fd.number());
      if (r == -Errno.EINVAL.number()) { // before Linux 6.13: only strings
        set(key, fd.path().toString());
      } else {
        configure(key + "=" + directory, r);
      }
    }
  }

  /**
   * Makes the file system and shows it at the target.
   *
   * @param flags of {@link MountFlags}: RDONLY, NOSUID, NODEV, NOEXEC, NOATIME
   */
  public void mount(Path target, long flags) throws SyscallException {
    if ((flags & ~(ATTRIBUTES | MountFlags.NOATIME)) != 0) {
      throw new SyscallException(
          "fsmount",
          target.toString(),
          Errno.EINVAL.number(),
          "flags 0x" + Long.toHexString(flags));
    }
    try (Call c = new Call()) {
      configure(target.toString(), c.raw(Nr.FSCONFIG, context.number(), CREATE, 0, 0, 0));
      long attributes =
          (flags & ATTRIBUTES) | ((flags & MountFlags.NOATIME) != 0 ? ATTR_NOATIME : 0);
      long r = c.raw(Nr.FSMOUNT, context.number(), CLOEXEC, attributes);
      if (r < 0) {
        throw refused("fsmount", target.toString(), r);
      }
      try (Fd mount = Fd.owning((int) r, target.toString())) {
        c.run(
            "move_mount",
            target,
            Nr.MOVE_MOUNT,
            mount.number(),
            c.string(""),
            AT_FDCWD,
            c.path(target),
            FROM_EMPTY_PATH);
      }
    }
  }

  private void configure(String what, long result) throws SyscallException {
    if (result < 0) {
      throw refused("fsconfig", type + " " + what, result);
    }
  }

  private SyscallException refused(String call, String target, long result) {
    return new SyscallException(call, target, (int) -result, message());
  }

  /** What the file system said, or null: the context's log, a message a read ("e overlay: …"). */
  private @Nullable String message() {
    var all = new StringBuilder();
    try {
      var line = ByteBuffer.allocate(1024);
      while (all.length() < 4096 && context.read(line) > 0) {
        byte[] text = new byte[line.flip().remaining()];
        line.get(text).clear();
        all.append(all.isEmpty() ? "" : "; ").append(CStrings.decode(text).substring(2).strip());
      }
    } catch (SyscallException e) { // ENODATA ends the log
      if (!e.is(Errno.ENODATA)) {
        all.append(" (").append(e.getMessage()).append(')');
      }
    }
    return all.isEmpty() ? null : all.toString();
  }

  @Override
  public void close() {
    context.close();
  }
}

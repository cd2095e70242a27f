package org.jdock.linux;

import org.jdock.linux.internal.Arch;

/** Flags of open(2), to be or-ed; some differ between the processors. */
public final class OpenFlags {
  public static final int RDONLY = 0;
  public static final int WRONLY = 1;
  public static final int RDWR = 2;
  public static final int CREAT = 0x40;
  public static final int EXCL = 0x80;
  public static final int NOCTTY = 0x100;
  public static final int TRUNC = 0x200;
  public static final int APPEND = 0x400;
  public static final int NONBLOCK = 0x800;
  public static final int DIRECTORY = Arch.pick(0x10000, 0x4000);
  public static final int NOFOLLOW = Arch.pick(0x20000, 0x8000);
  public static final int CLOEXEC = 0x80000;
  public static final int PATH = 0x200000;

  private OpenFlags() {}
}

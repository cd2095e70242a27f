package org.jdock.linux.mount;

/** Flags of mount(2) and umount2(2), to be or-ed. */
public final class MountFlags {
  public static final long RDONLY = 1;
  public static final long NOSUID = 2;
  public static final long NODEV = 4;
  public static final long NOEXEC = 8;
  public static final long SYNCHRONOUS = 16;
  public static final long REMOUNT = 32;
  public static final long DIRSYNC = 128;
  public static final long NOSYMFOLLOW = 256;
  public static final long NOATIME = 1024;
  public static final long NODIRATIME = 2048;
  public static final long BIND = 4096;
  public static final long MOVE = 8192;
  public static final long REC = 16384;
  public static final long SILENT = 32768;
  public static final long UNBINDABLE = 1 << 17;
  public static final long PRIVATE = 1 << 18;
  public static final long SLAVE = 1 << 19;
  public static final long SHARED = 1 << 20;
  public static final long RELATIME = 1 << 21;
  public static final long STRICTATIME = 1 << 24;

  /** For umount: ask the file system to give up. */
  public static final int FORCE = 1;

  /** For umount: out of sight at once, gone when nobody uses it (MNT_DETACH). */
  public static final int DETACH = 2;

  /** For umount: do not follow a symbolic link. */
  public static final int NOFOLLOW = 8;

  private MountFlags() {}
}

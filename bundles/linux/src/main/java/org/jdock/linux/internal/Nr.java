package org.jdock.linux.internal;

/**
 * Numbers of system calls (asm/unistd_64.h for x86-64, asm-generic/unistd.h for aarch64). Only
 * calls that both have: thus openat and never open.
 */
public final class Nr {
  public static final int READ = Arch.pick(0, 63);
  public static final int WRITE = Arch.pick(1, 64);
  public static final int PREAD64 = Arch.pick(17, 67);
  public static final int CLOSE = Arch.pick(3, 57);
  public static final int IOCTL = Arch.pick(16, 29);
  public static final int FCNTL = Arch.pick(72, 25);
  public static final int LSEEK = Arch.pick(8, 62);
  public static final int PIPE2 = Arch.pick(293, 59);
  public static final int PPOLL = Arch.pick(271, 73);
  public static final int MEMFD_CREATE = Arch.pick(319, 279);
  public static final int OPENAT = Arch.pick(257, 56);
  public static final int OPENAT2 = 437;
  public static final int MKDIRAT = Arch.pick(258, 34);
  public static final int MKNODAT = Arch.pick(259, 33);
  public static final int FCHOWNAT = Arch.pick(260, 54);
  public static final int FCHMODAT = Arch.pick(268, 53);
  public static final int FCHMODAT2 = 452;
  public static final int UTIMENSAT = Arch.pick(280, 88);
  public static final int READLINKAT = Arch.pick(267, 78);
  public static final int UNLINKAT = Arch.pick(263, 35);
  public static final int STATX = Arch.pick(332, 291);
  public static final int STATFS = Arch.pick(137, 43);
  public static final int RENAMEAT2 = Arch.pick(316, 276);
  public static final int FSYNC = Arch.pick(74, 82);
  public static final int SYNCFS = Arch.pick(306, 267);
  public static final int LSETXATTR = Arch.pick(189, 6);
  public static final int LGETXATTR = Arch.pick(192, 9);
  public static final int LLISTXATTR = Arch.pick(195, 12);
  public static final int LREMOVEXATTR = Arch.pick(198, 15);
  public static final int MOUNT = Arch.pick(165, 40);
  public static final int UMOUNT2 = Arch.pick(166, 39);
  public static final int MOVE_MOUNT = 429;
  public static final int FSOPEN = 430;
  public static final int FSCONFIG = 431;
  public static final int FSMOUNT = 432;
  public static final int MOUNT_SETATTR = 442;
  public static final int UNSHARE = Arch.pick(272, 97);
  public static final int SETNS = Arch.pick(308, 268);
  public static final int INOTIFY_INIT1 = Arch.pick(294, 26);
  public static final int INOTIFY_ADD_WATCH = Arch.pick(254, 27);
  public static final int INOTIFY_RM_WATCH = Arch.pick(255, 28);
  public static final int EPOLL_CREATE1 = Arch.pick(291, 20);
  public static final int EPOLL_CTL = Arch.pick(233, 21);
  public static final int EPOLL_PWAIT = Arch.pick(281, 22);
  public static final int EVENTFD2 = Arch.pick(290, 19);
  public static final int KILL = Arch.pick(62, 129);
  public static final int WAITID = Arch.pick(247, 95);
  public static final int PIDFD_SEND_SIGNAL = 424;
  public static final int PIDFD_OPEN = 434;
  public static final int SOCKET = Arch.pick(41, 198);
  public static final int SOCKETPAIR = Arch.pick(53, 199);
  public static final int CONNECT = Arch.pick(42, 203);
  public static final int BIND = Arch.pick(49, 200);
  public static final int LISTEN = Arch.pick(50, 201);
  public static final int ACCEPT4 = Arch.pick(288, 242);
  public static final int SENDTO = Arch.pick(44, 206);
  public static final int RECVFROM = Arch.pick(45, 207);
  public static final int SHUTDOWN = Arch.pick(48, 210);
  public static final int SETSOCKOPT = Arch.pick(54, 208);

  private Nr() {}
}

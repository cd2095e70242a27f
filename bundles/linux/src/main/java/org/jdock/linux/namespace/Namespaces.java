package org.jdock.linux.namespace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.linux.Fd;
import org.jdock.linux.OpenFlags;
import org.jdock.linux.SyscallException;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;
import org.jdock.linux.mount.Mounts;
import org.jdock.linux.net.Netlink;

/**
 * Network namespaces kept by a file, and work done inside namespaces.
 *
 * <p>A thread that has changed its namespace is never used for anything else: each call starts a
 * platform thread that ends with it (about 0.1 ms). A task must start no threads, directly or by a
 * pool that grows: they would inherit the namespace. Waiting is safe on a virtual thread. An
 * interrupt is passed on to the task, whose end is awaited all the same.
 */
public final class Namespaces {
  /** For {@link #runInNew}: mounts. They start as a private copy. */
  public static final int MOUNT = 0x00020000;

  /** For {@link #runInNew}: host name. */
  public static final int UTS = 0x04000000;

  /** For {@link #runInNew}: System V IPC. */
  public static final int IPC = 0x08000000;

  /** For {@link #runInNew}: network. */
  public static final int NET = 0x40000000;

  private Namespaces() {}

  /** Work with a result. */
  @FunctionalInterface
  public interface Task<T, X extends Exception> {
    /** Does it. */
    T call() throws X;
  }

  /**
   * Makes a network namespace and binds it to a file, which is created and must not exist. Its
   * loopback is down: see {@link #loopbackUp}. The mount is made in the calling process's mount
   * namespace; undo by {@link #delete}.
   */
  public static void createNetwork(Path file) throws IOException {
    Files.createFile(file);
    try {
      NamespaceThread.run(() -> {
        unshare(NET);
        Mounts.bind(Path.of("/proc/thread-self/ns/net"), file);
        return true;
      });
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Takes the mount and the file away; what is not there is no error. */
  public static void delete(Path file) throws IOException {
    Mounts.detach(file);
    Files.deleteIfExists(file);
  }

  /** Sets lo up in a network namespace. */
  public static void loopbackUp(Path namespace) throws IOException {
    runIn(
        namespace,
        () -> {
          try (Netlink netlink = Netlink.open()) {
            netlink.setUp(netlink.index("lo"));
            return true;
          }
        });
  }

  /**
   * Does work in a network namespace. A socket opened there stays there and may be used by any
   * thread.
   *
   * @param namespace a file that a namespace is bound to, or /proc/PID/ns/net
   */
  public static <T, X extends Exception> T runIn(Path namespace, Task<T, X> task)
      throws IOException, X {
    try (Fd fd = Fd.open(namespace, OpenFlags.RDONLY)) {
      return runIn(fd, task);
    }
  }

  /** As the other, by an open descriptor, which stays open. */
  public static <T, X extends Exception> T runIn(Fd namespace, Task<T, X> task)
      throws IOException, X {
    return NamespaceThread.run(() -> {
      enter(namespace);
      return task.call();
    });
  }

  private static void enter(Fd namespace) throws SyscallException {
    try (Call c = new Call()) {
      c.run("setns", namespace, Nr.SETNS, namespace.number(), NET);
    }
  }

  /** Work that goes from one network namespace to the other. */
  @FunctionalInterface
  public interface Tour<T, X extends Exception> {
    /**
     * Does it.
     *
     * @param ways leads into namespaces; for this thread, until the end of this call
     */
    T go(Ways ways) throws X;
  }

  /** Ways into network namespaces. */
  @FunctionalInterface
  public interface Ways {
    /**
     * What the thread does from now on it does in that namespace.
     *
     * @param namespace a file that a namespace is bound to, or /proc/PID/ns/net
     * @throws IOException when there is none; the thread is where it was
     */
    void enter(Path namespace) throws IOException;
  }

  /**
   * Does work in many network namespaces on one thread, beginning in that of the caller: on a busy
   * host a thread for each would wait for a processor each time.
   */
  public static <T, X extends Exception> T tour(Tour<T, X> tour) throws IOException, X {
    return NamespaceThread.run(() ->
        tour.go(namespace -> {
          try (Fd fd = Fd.open(namespace, OpenFlags.RDONLY)) {
            enter(fd);
          }
        }));
  }

  /**
   * Does work in namespaces that are new and end with it, unless something keeps them.
   *
   * @param kinds of the constants here, or-ed
   */
  public static <T, X extends Exception> T runInNew(int kinds, Task<T, X> task)
      throws IOException, X {
    return NamespaceThread.run(() -> {
      unshare(kinds);
      if ((kinds & MOUNT) != 0) {
        Mounts.makePrivate(Path.of("/"), true);
      }
      return task.call();
    });
  }

  private static void unshare(int kinds) throws SyscallException {
    try (Call c = new Call()) {
      c.run("unshare", null, Nr.UNSHARE, kinds);
    }
  }
}

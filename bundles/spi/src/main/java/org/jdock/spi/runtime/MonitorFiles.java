package org.jdock.spi.runtime;

import java.nio.file.Path;

/**
 * What a monitor keeps on disk. It follows conmon's files, and another monitor must keep the same.
 *
 * <ul>
 *   <li>{@code directory/attach}: a unix socket of type SOCK_SEQPACKET. What is sent goes to stdin;
 *       what is received is a byte (2 stdout, 3 stderr) followed by output. A client must drain it.
 *       Half-closing it ends stdin, unless stdin stays open for more clients.
 *   <li>{@code directory/ctl}: a fifo. {@code 1 HEIGHT WIDTH\n} resizes the terminal, {@code 2 0
 *       0\n} reopens the spool (for rotation: rename, then write).
 *   <li>{@code directory/pid}: the process id.
 *   <li>{@code spool}: lines of the form {@code TIME STREAM TAG TEXT\n} (Kubernetes CRI log
 *       format): RFC 3339 time with nanoseconds, {@code stdout} or {@code stderr}, {@code F} or for
 *       a part of a line {@code P}.
 *   <li>{@code exits/NAME}: the exit code in decimal, there once the process has ended and all its
 *       output is in the spool; NAME is the container's id, for an exec too.
 * </ul>
 *
 * @param directory of one process: the OCI bundle for a container, a directory of its own for an
 *     exec; exists
 * @param spool where output goes; its directory exists
 * @param exits the directory of the exit file; exists
 */
public record MonitorFiles(Path directory, Path spool, Path exits) {
  /** The attach socket. */
  public Path attach() {
    return directory.resolve("attach");
  }

  /** The control fifo. */
  public Path ctl() {
    return directory.resolve("ctl");
  }

  /** The file with the process id. */
  public Path pidFile() {
    return directory.resolve("pid");
  }

  /** The exit file of a process of this container. */
  public Path exitFile(String containerId) {
    return exits.resolve(containerId);
  }
}

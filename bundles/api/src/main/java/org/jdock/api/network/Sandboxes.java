package org.jdock.api.network;

import java.util.List;
import java.util.Set;

/**
 * Containers' network namespaces and what they are joined to. For the container bundle.
 * Thread-safe; the calls for one container come one at a time.
 */
public interface Sandboxes {
  /**
   * Makes a container's sandbox: chooses addresses, reserves the host ports and takes a namespace,
   * but joins nothing yet. Quick.
   *
   * @throws org.jdock.api.ProblemException with nothing left behind: NOT_FOUND for an unknown
   *     network; FAILED when a port is taken, with Docker's words: {@code driver failed programming
   *     external connectivity on endpoint NAME (ID): Bind for 0.0.0.0:8080 failed: port is already
   *     allocated}
   */
  Sandbox open(SandboxSpec spec);

  /**
   * Joins the sandbox to its networks: links, addresses, routes, published ports. May run while the
   * container is being created, and must be done before it is started.
   */
  void connect(String containerId);

  /**
   * Joins an open sandbox to one more network.
   *
   * @return the sandbox as it is then
   * @throws org.jdock.api.ProblemException NOT_FOUND for an unknown network; FORBIDDEN when it is
   *     joined already, or either can't be with others
   */
  Sandbox attach(String containerId, SandboxSpec.Endpoint endpoint);

  /**
   * Takes an open sandbox off a network.
   *
   * @param network its name, id or a prefix of the id
   * @return the sandbox as it is then
   * @throws org.jdock.api.ProblemException FORBIDDEN when it is not on it
   */
  Sandbox detach(String containerId, String network);

  /**
   * The name of a network.
   *
   * @param network its name, id or a prefix of the id
   * @throws org.jdock.api.ProblemException NOT_FOUND: {@code network x not found}
   */
  String nameOf(String network);

  /** Undoes both; nothing happens when there is none. Slow deletions go on in the background. */
  void close(String containerId);

  /**
   * After a start of the daemon: keeps and repairs the sandboxes of these running containers, and
   * takes all others away.
   *
   * @return the sandboxes kept
   */
  List<Sandbox> adopt(Set<String> containerIds);
}

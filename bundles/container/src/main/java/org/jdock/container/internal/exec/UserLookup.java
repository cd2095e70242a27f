package org.jdock.container.internal.exec;

import java.nio.file.Path;
import java.util.List;

/**
 * Who a process runs as, as {@code --user} says: names are looked up in the container's own
 * /etc/passwd and /etc/group.
 */
public interface UserLookup {
  /**
   * Looks up.
   *
   * @param root the mounted root file system; links in it never lead out of it
   * @param spec {@code name|uid[:group|gid]}
   * @param groupAdd more groups
   * @throws org.jdock.api.ProblemException INVALID {@code unable to find user x: no matching
   *     entries in passwd file}
   */
  User find(Path root, String spec, List<String> groupAdd);

  /**
   * A user.
   *
   * @param home {@code /} when unknown
   */
  record User(int uid, int gid, List<Integer> additionalGids, String home) {}
}

package org.jdock.api.network;

import java.util.List;
import org.jdock.api.Filters;

/** Networks. Thread-safe. */
public interface Networks {
  /** Networks that match; filters {@code driver id label name scope type dangling}. */
  List<NetworkDetails> list(Filters filters);

  /** One network by name, id or its unique prefix; NOT_FOUND: {@code network x not found}. */
  NetworkDetails inspect(String name);

  /**
   * Makes a network; durable when it returns, and nothing is left of one that can't be made.
   *
   * @return its id
   * @throws org.jdock.api.ProblemException CONFLICT for a name that there is; NOT_FOUND for an
   *     unknown driver; INVALID for ranges and options that can't be; FORBIDDEN for a predefined
   *     name and for a range that overlaps another network's
   */
  String create(NetworkRequest request);

  /**
   * Removes a network. Containers that are to be on it and do not run can't be started then.
   *
   * @throws org.jdock.api.ProblemException FORBIDDEN for a predefined one, and while running
   *     containers are on it
   */
  void remove(String name);
}

package org.jdock.api.network;

import java.util.List;
import org.jdock.api.Filters;

/** Networks. Thread-safe. */
public interface Networks {
  /** Networks that match; filters {@code driver id label name scope type dangling}. */
  List<NetworkDetails> list(Filters filters);

  /** One network by name, id or its unique prefix; NOT_FOUND: {@code network x not found}. */
  NetworkDetails inspect(String name);
}

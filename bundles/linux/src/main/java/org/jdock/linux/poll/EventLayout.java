package org.jdock.linux.poll;

import org.jdock.linux.internal.Arch;

/** struct epoll_event: events (int), data (long); packed on x86-64 only. */
final class EventLayout {
  static final long DATA = Arch.pick(4, 8);
  static final long SIZE = Arch.pick(12, 16);

  private EventLayout() {}
}

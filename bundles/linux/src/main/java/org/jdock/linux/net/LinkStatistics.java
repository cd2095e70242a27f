package org.jdock.linux.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Counters of an interface, as in struct rtnl_link_stats64: received (rx) and sent (tx). */
public record LinkStatistics(
    long rxPackets,
    long txPackets,
    long rxBytes,
    long txBytes,
    long rxErrors,
    long txErrors,
    long rxDropped,
    long txDropped) {

  static LinkStatistics read(byte @Nullable [] stats) {
    if (stats == null || stats.length < 64) {
      return new LinkStatistics(0, 0, 0, 0, 0, 0, 0, 0);
    }
    var b = ByteBuffer.wrap(stats).order(ByteOrder.nativeOrder());
    return new LinkStatistics(
        b.getLong(),
        b.getLong(),
        b.getLong(),
        b.getLong(),
        b.getLong(),
        b.getLong(),
        b.getLong(),
        b.getLong());
  }
}

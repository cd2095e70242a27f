package org.jdock.linux.internal;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Functions of the C library, looked up once. */
final class Symbols {
  private static final Map<String, MemorySegment> KNOWN = new ConcurrentHashMap<>();

  private Symbols() {}

  static MemorySegment of(String name) {
    return KNOWN.computeIfAbsent(name, Downcall::symbol);
  }
}

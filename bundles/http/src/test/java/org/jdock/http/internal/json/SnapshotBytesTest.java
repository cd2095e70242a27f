package org.jdock.http.internal.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SnapshotBytesTest {
  record Snapshot(String name) {}

  @Test
  void eachSnapshotIsSerialisedOnceAndEqualOnesApart() {
    var made = new AtomicInteger();
    var json = new Json();
    var kept = new SnapshotBytes();
    var one = new Snapshot("a");
    var twin = new Snapshot("a");
    var first = kept.of(one, s -> made(made, json, s));
    assertSame(first, kept.of(one, s -> made(made, json, s)));
    assertNotSame(first, kept.of(twin, s -> made(made, json, s)));
    assertEquals(2, made.get());
    assertEquals(2, kept.size());
  }

  private static JsonBytes made(AtomicInteger count, Json json, Object value) {
    count.incrementAndGet();
    return new JsonBytes(json.bytes(value));
  }
}

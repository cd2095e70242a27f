package org.jdock.registry.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasesTest {
  @Test
  void closesAtOnceWhenNoneIsOut() throws Exception {
    Leases leases = new Leases();
    leases.close();
    leases.close();
    assertTrue(leases.await(Duration.ZERO));
    assertFalse(leases.take());
  }

  @Test
  void severalWaitersAreAllToldOfTheLast() throws Exception {
    Leases leases = new Leases();
    assertTrue(leases.take());
    assertTrue(leases.take());
    leases.close();
    assertFalse(leases.await(Duration.ofMillis(5)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> waiters = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        waiters.add(threads.submit(() -> leases.await(Duration.ofSeconds(20))));
      }
      leases.give();
      assertEquals(1, leases.count());
      leases.give();
      for (Future<Boolean> waiter : waiters) {
        assertTrue(waiter.get());
      }
    }
  }

  @Test
  void nobodyIsInsideAfterTheLast() throws Exception {
    for (int round = 0; round < 200; round++) {
      Leases leases = new Leases();
      AtomicInteger inside = new AtomicInteger();
      try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
        for (int i = 0; i < 4; i++) {
          var _ =
              threads.submit(() -> {
                while (leases.take()) {
                  inside.incrementAndGet();
                  inside.decrementAndGet();
                  leases.give();
                }
              });
        }
        leases.close();
        assertTrue(leases.await(Duration.ofSeconds(20)));
        assertEquals(0, inside.get());
        assertEquals(0, leases.count());
      }
    }
  }
}

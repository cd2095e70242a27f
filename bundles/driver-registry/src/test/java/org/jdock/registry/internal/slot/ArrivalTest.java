package org.jdock.registry.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.registry.arrival.Arrival;
import org.jdock.registry.internal.call.Limits;
import org.jdock.spi.log.LogDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Version;

/** Drivers that come after the daemon's first answer. */
@Timeout(20)
class ArrivalTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Limits LIMITS = new Limits(LONG, LONG, LONG, LONG, LONG, 4, LONG);

  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

  private Runnable step(String name) {
    return () -> steps.add(name);
  }

  @Test
  void comesOnceHoweverManyWaitAndWhatFollowsComesLast() throws Exception {
    var arrival = new Arrival(step("shipped"));
    arrival.follow(step("installed"));
    arrival.after(step("after"));
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> waiting =
          () -> {
            arrival.await(LONG);
            return steps.contains("installed");
          };
      for (var waited : pool.invokeAll(Collections.nCopies(20, waiting))) {
        assertTrue(waited.get());
      }
    }
    var late = new CountDownLatch(1);
    arrival.after(late::countDown);
    assertTrue(late.await(10, TimeUnit.SECONDS));
    arrival.close(); // has waited for what comes after
    assertEquals(List.of("shipped", "installed", "after"), steps);
    arrival.follow(step("at once"));
    assertEquals("at once", steps.getLast());
  }

  @Test
  void nobodyWaitsWhenAStepFails() {
    var arrival =
        new Arrival(() -> {
          throw new LinkageError("a driver's");
        });
    arrival.follow(step("installed"));
    arrival.await(LONG);
    assertEquals(List.of("installed"), steps);
  }

  @Test
  void nobodyWaitsWhenItBreaksOff() {
    var arrival =
        new Arrival(() -> {
          Thread.currentThread().setUncaughtExceptionHandler((_, _) -> {});
          throw new AssertionError("a driver's");
        });
    long begin = System.nanoTime();
    arrival.await(LONG);
    assertTrue(System.nanoTime() - begin < LONG.toNanos() / 2);
  }

  @Test
  void whatIsOnItsWayForTooLongIsNotWaitedFor() {
    var never = new CountDownLatch(1);
    var arrival =
        new Arrival(() -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    arrival.await(Duration.ofMillis(50));
    arrival.await(LONG); // longer than this test may take
    assertFalse(never.getCount() == 0);
    never.countDown();
    arrival.close();
  }

  @Test
  void doesNotBeginAfterItsEnd() {
    var arrival = new Arrival(step("shipped"));
    arrival.close();
    arrival.begin();
    arrival.await(LONG);
    assertEquals(List.of(), steps);
  }

  @Test
  void aCallWaitsForItsDriver() {
    var made = new AtomicReference<Registry>();
    var arrival =
        new Arrival(() -> {
          var driver = new DirectSource(new Version("1.0"), new TestLog());
          made.get().add(new DriverId(DriverKind.LOG, "test"), driver, false);
        });
    try (var registry = new Registry(LIMITS, _ -> null, arrival)) {
      made.set(registry);
      var names = new ArrayList<String>();
      registry.afterArrival(() -> names.addAll(registry.names(LogDriver.class)));
      assertEquals(List.of(), names); // asking for that brings nothing
      LogDriver driver = registry.call(LogDriver.class, "test", d -> d);
      assertSame(driver, registry.call(LogDriver.class, "test", d -> d));
      arrival.close();
      assertEquals(List.of("test"), names);
    }
  }

  @Test
  void oneThatDoesNotComeIsUnknown() {
    var arrival = new Arrival(step("shipped"));
    try (var registry = new Registry(LIMITS, _ -> null, arrival)) {
      var failure =
          assertThrows(
              ProblemException.class, () -> registry.call(LogDriver.class, "test", d -> d));
      assertEquals(Problem.NOT_FOUND, failure.problem());
      assertEquals(List.of("shipped"), steps);
      assertFalse(registry.ready(LogDriver.class, "test"));
    }
  }
}

package org.jdock.registry.internal.slot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverSession;
import org.jdock.registry.internal.call.Limits;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class RegistryTest {
  private static final DriverId ID = new DriverId(DriverKind.LOG, "test");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Registry registry =
      new Registry(new Limits(LONG, Duration.ofMillis(300), LONG, LONG, LONG, 4, LONG), _ -> null);
  private final TestLog one = new TestLog();
  private final TestLog two = new TestLog();

  @AfterEach
  void close() {
    one.hang.countDown();
    two.hang.countDown();
    registry.close();
  }

  private Slot add(String version, TestLog driver) {
    return registry.add(ID, new DirectSource(new Version(version), driver), false);
  }

  private LogDriver serving() {
    return registry.call(LogDriver.class, "test", d -> d);
  }

  private static Problem problem(Runnable call) {
    return assertThrows(ProblemException.class, call::run).problem();
  }

  @Test
  void opensOnceAndAtTheFirstCall() {
    add("1.0", one);
    assertEquals(0, one.opened.get());
    assertSame(one, serving());
    assertSame(one, serving());
    assertEquals(1, one.opened.get());
  }

  @Test
  void theNewestServesAndTheOldOneIsClosedAfterItsCalls() {
    Slot old = add("1.9", one);
    serving();
    add("1.10", two);
    assertSame(two, serving());
    assertTrue(registry.retire(old, LONG));
    assertEquals(1, one.closed.get());
    assertEquals(1, registry.slots().size());
  }

  @Test
  void aDriverNeverSeenIsNotFoundAndTheOthersAreNamed() {
    add("1.0", one);
    ProblemException e =
        assertThrows(ProblemException.class, () -> registry.call(LogDriver.class, "other", _ -> 1));
    assertEquals(Problem.NOT_FOUND, e.problem());
    assertTrue(e.getMessage().contains("plugin \"other\" not found"), e.getMessage());
    assertTrue(e.getMessage().contains("test"), e.getMessage());
  }

  @Test
  void callsWaitForADriverThatReturns() throws Exception {
    assertTrue(registry.retire(add("1.0", one), LONG));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<LogDriver> waiting = threads.submit(this::serving);
      add("1.0", two);
      assertSame(two, waiting.get());
    }
  }

  @Test
  void callsDoNotWaitForEver() {
    registry.retire(add("1.0", one), LONG);
    assertEquals(Problem.UNAVAILABLE, problem(this::serving));
    assertEquals(List.of(), registry.names(LogDriver.class));
    assertFalse(registry.ready(LogDriver.class, "test"));
  }

  @Test
  void aHangingCallIsLeftBehindWithItsLease() throws Exception {
    Slot slot = add("1.0", one);
    for (int i = 0; i < 3; i++) {
      assertEquals(
          Problem.UNAVAILABLE,
          problem(() -> registry.call(LogDriver.class, "test", SHORT, _ -> one.hang())));
    }
    assertTrue(slot.unhealthy());
    assertFalse(registry.ready(LogDriver.class, "test"));
    assertEquals(Problem.UNAVAILABLE, problem(this::serving), "refused while calls hang");
    assertEquals(3, slot.stragglers().size());
    assertTrue(slot.stragglers().getFirst().contains("log/test"), slot.stragglers().toString());
    // A newer version serves, and has threads, whatever hangs in the old one.
    add("2.0", two);
    assertSame(two, serving());
    assertFalse(registry.retire(slot, SHORT));
    assertEquals(0, one.closed.get());
    one.hang.countDown();
    assertTrue(registry.retire(slot, LONG));
    assertEquals(1, one.closed.get());
  }

  @Test
  void oneThatRecoversServesAgain() throws Exception {
    Slot slot = add("1.0", one);
    for (int i = 0; i < 3; i++) {
      problem(() -> registry.call(LogDriver.class, "test", SHORT, _ -> one.hang()));
    }
    one.hang.countDown();
    long end = System.nanoTime() + LONG.toNanos();
    while (!slot.stragglers().isEmpty() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertSame(one, serving());
    assertFalse(slot.unhealthy());
  }

  @Test
  void aCallWithinACallOfTheSameKindIsAnError() {
    add("1.0", one);
    ProblemException e =
        assertThrows(
            ProblemException.class, () -> registry.call(LogDriver.class, "test", _ -> serving()));
    assertTrue(e.getMessage().contains("within another"), e.getMessage());
  }

  @Test
  void refusalsKeepTheirKindAndWordsAndFaultsAreNamed() {
    add("1.0", one);
    for (DriverException.Kind kind : DriverException.Kind.values()) {
      ProblemException e =
          assertThrows(
              ProblemException.class,
              () ->
                  registry.call(
                      LogDriver.class,
                      "test",
                      _ -> {
                        throw new DriverException(kind, "no way");
                      }));
      assertEquals(kind.name(), e.problem().name());
      assertEquals("no way", e.getMessage());
    }
    ProblemException e =
        assertThrows(
            ProblemException.class,
            () ->
                registry.call(
                    LogDriver.class,
                    "test",
                    _ -> {
                      throw new IllegalStateException("oops");
                    }));
    assertEquals(Problem.FAILED, e.problem());
    assertTrue(e.getMessage().contains("log/test"), e.getMessage());
  }

  private DriverSession<LogSink> session() {
    return registry.session(
        LogDriver.class,
        "test",
        d -> d.open(null, Map.of(), null),
        sink -> {
          sink.close();
          return true;
        });
  }

  @Test
  void aSessionMovesToTheNewVersionAndIsClosedBeforeTheOldOne() {
    Slot old = add("1.0", one);
    try (DriverSession<LogSink> session = session()) {
      assertEquals(0, session.generation());
      session.use(LogSink::position);
      session.use(LogSink::position);
      assertEquals(1, session.generation());
      add("2.0", two);
      assertTrue(registry.retire(old, LONG));
      assertEquals(1, one.sinksClosedAtClose);
      session.use(LogSink::position);
      assertEquals(2, session.generation());
      assertEquals(1, two.sinksOpened.get());
    }
    assertEquals(1, one.sinksClosed.get());
    assertEquals(1, two.sinksClosed.get());
  }

  @Test
  void aSessionInUseHoldsUpTheDrain() throws Exception {
    Slot old = add("1.0", one);
    DriverSession<LogSink> session = session();
    CountDownLatch inside = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> use =
          threads.submit(() ->
              session.use(sink -> {
                inside.countDown();
                return one.hang();
              }));
      inside.await();
      assertFalse(registry.retire(old, SHORT));
      assertEquals(0, one.sinksClosed.get());
      one.hang.countDown();
      assertEquals(1, use.get());
      assertTrue(registry.retire(old, LONG));
      assertEquals(1, one.sinksClosed.get());
    }
  }

  @Test
  void swapsUnderLoadFailNoCall() throws Exception {
    Slot serving = add("1.0.0", one);
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> loads =
          List.of(threads.submit(() -> load(stop)), threads.submit(() -> load(stop)));
      for (int i = 1; i <= 50; i++) {
        TestLog driver = new TestLog();
        Slot next = registry.add(ID, new DirectSource(new Version(1, i, 0), driver), true);
        registry.swap(List.of(next), List.of(serving));
        assertTrue(registry.retire(serving, LONG));
        serving = next;
      }
      stop.set(true);
      for (Future<Integer> load : loads) {
        assertTrue(load.get() > 0);
      }
    }
  }

  private int load(AtomicBoolean stop) {
    int calls = 0;
    do {
      assertEquals(
          0,
          registry.<LogDriver, Integer>call(
              LogDriver.class, "test", d -> ((TestLog) d).closed.get()));
      calls++;
    } while (!stop.get());
    return calls;
  }
}

package org.jdock.system.internal.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jdock.api.event.Event;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private final EventBus bus = new EventBus();

  @AfterEach
  void close() {
    bus.close();
  }

  private void publish(int number) {
    bus.publish("container", "start", Integer.toString(number), Map.of("name", "c" + number));
  }

  @Test
  void keepsTheLastInOrderOfStrictlyRisingTimes() {
    for (int i = 0; i < EventBus.KEPT + 10; i++) {
      publish(i);
    }
    List<Event> recent = bus.recent();
    assertEquals(EventBus.KEPT, recent.size());
    assertEquals("10", recent.getFirst().actorId());
    for (int i = 1; i < recent.size(); i++) {
      assertTrue(recent.get(i - 1).timeNanos() < recent.get(i).timeNanos());
    }
  }

  @Test
  void listenersGetLaterEventsInOrderUntilTheyAreClosed() throws Exception {
    publish(0);
    var heard = new LinkedBlockingQueue<String>();
    AutoCloseable subscription = bus.subscribe(e -> heard.add(e.actorId()));
    publish(1);
    publish(2);
    assertEquals("1", heard.poll(10, TimeUnit.SECONDS));
    assertEquals("2", heard.poll(10, TimeUnit.SECONDS));
    subscription.close();
    publish(3);
    assertEquals(null, heard.poll(100, TimeUnit.MILLISECONDS));
  }

  @Test
  void aListenerThatHangsLosesEventsAndHoldsUpNobody() throws Exception {
    var release = new CountDownLatch(1);
    var slow = new ArrayList<String>();
    var done = new CountDownLatch(1);
    var heard = new LinkedBlockingQueue<String>();
    int all = Subscription.WAITING * 2;
    bus.subscribe(e -> {
      awaitQuietly(release);
      synchronized (slow) {
        slow.add(e.actorId());
        if (slow.size() == Subscription.WAITING) {
          done.countDown();
        }
      }
    });
    for (int i = 0; i < all; i++) {
      publish(i);
    }
    bus.subscribe(e -> heard.add(e.actorId()));
    publish(all);
    assertEquals(Integer.toString(all), heard.poll(10, TimeUnit.SECONDS));
    release.countDown();
    assertTrue(done.await(10, TimeUnit.SECONDS));
    synchronized (slow) {
      assertEquals("0", slow.getFirst());
      assertTrue(slow.size() < all);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aListenerThatFailsIsDropped() throws Exception {
    var calls = new LinkedBlockingQueue<String>();
    bus.subscribe(e -> {
      calls.add(e.actorId());
      throw new IllegalStateException("gone");
    });
    var heard = new LinkedBlockingQueue<String>();
    bus.subscribe(e -> heard.add(e.actorId()));
    publish(1);
    publish(2);
    assertEquals("1", heard.poll(10, TimeUnit.SECONDS));
    assertEquals("2", heard.poll(10, TimeUnit.SECONDS));
    assertEquals("1", calls.poll(10, TimeUnit.SECONDS));
    assertEquals(null, calls.poll(100, TimeUnit.MILLISECONDS));
  }
}

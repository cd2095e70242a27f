package org.jdock.system.internal.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Events in the order in which they were published, which is also that of their times: each is
 * later than the one before. The lock is held for a few moves in memory only.
 */
@Component(service = {Events.class, EventBus.class})
public final class EventBus implements Events {
  /** Docker keeps 256. */
  static final int KEPT = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Event> recent = new ArrayDeque<>(KEPT);
  private final List<Subscription> subscriptions = new ArrayList<>();
  private long lastNanos;

  /** Remembers nothing yet: events do not outlive the daemon, as Docker's. */
  @Activate
  public EventBus() {}

  @Override
  public void publish(String type, String action, String actorId, Map<String, String> attributes) {
    lock.lock();
    try {
      Instant now = Instant.now();
      lastNanos = Math.max(lastNanos + 1, now.getEpochSecond() * 1_000_000_000L + now.getNano());
      Event event = new Event(type, action, actorId, attributes, lastNanos);
      if (recent.size() == KEPT) {
        recent.removeFirst();
      }
      recent.addLast(event);
      subscriptions.forEach(s -> s.offer(event));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Event> recent() {
    lock.lock();
    try {
      return List.copyOf(recent);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public AutoCloseable subscribe(Consumer<Event> listener) {
    Subscription subscription = new Subscription(listener, this::forget);
    lock.lock();
    try {
      subscriptions.add(subscription);
    } finally {
      lock.unlock();
    }
    subscription.start();
    return subscription;
  }

  /** How many listen. */
  public int listeners() {
    lock.lock();
    try {
      return subscriptions.size();
    } finally {
      lock.unlock();
    }
  }

  private void forget(Subscription subscription) {
    lock.lock();
    try {
      subscriptions.remove(subscription);
    } finally {
      lock.unlock();
    }
  }

  /** Ends all subscriptions. */
  @Deactivate
  void close() {
    List<Subscription> all;
    lock.lock();
    try {
      all = List.copyOf(subscriptions);
    } finally {
      lock.unlock();
    }
    all.forEach(Subscription::close);
  }
}

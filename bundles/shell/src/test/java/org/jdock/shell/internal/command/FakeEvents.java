package org.jdock.shell.internal.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;

/** Passes events on to the one who subscribed. */
final class FakeEvents implements Events {
  private final CountDownLatch there = new CountDownLatch(1);
  private volatile Consumer<Event> listener = _ -> {};
  volatile boolean ended;

  void awaitSubscriber() throws InterruptedException {
    there.await();
  }

  @Override
  public void publish(String type, String action, String id, Map<String, String> attributes) {
    listener.accept(new Event(type, action, id, attributes, 0));
  }

  @Override
  public List<Event> recent() {
    return List.of();
  }

  @Override
  public AutoCloseable subscribe(Consumer<Event> wanted) {
    listener = wanted;
    there.countDown();
    return () -> ended = true;
  }
}

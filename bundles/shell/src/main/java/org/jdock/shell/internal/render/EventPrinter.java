package org.jdock.shell.internal.render;

import java.time.Instant;
import java.time.ZoneId;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdock.api.event.Event;
import org.jdock.api.event.Events;
import org.jdock.shell.internal.io.CommandIo;

/** Events as they come, a line each. */
public final class EventPrinter {
  private static final long NANOS = 1_000_000_000;

  private EventPrinter() {}

  /**
   * Prints those that are wanted until it is interrupted or nobody reads any more.
   *
   * @param json a JSON object each
   * @return the exit code
   */
  public static int follow(Events events, Predicate<Event> wanted, boolean json, CommandIo io)
      throws Exception {
    // The listener must not wait for a slow reader of ours.
    var queue = new LinkedBlockingQueue<Event>();
    try (var subscription = events.subscribe(queue::add)) {
      while (true) {
        Event event = queue.take();
        if (!wanted.test(event)) {
          continue;
        }
        io.out().println(json ? Json.line(event) : text(event));
        io.out().flush();
        if (io.out().checkError()) {
          return 1;
        }
      }
    }
  }

  private static String text(Event event) {
    String attributes =
        new TreeMap<>(event.attributes())
            .entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", ", " (", ")"));
    return Instant.ofEpochSecond(event.timeNanos() / NANOS, event.timeNanos() % NANOS)
            .atZone(ZoneId.systemDefault())
            .toOffsetDateTime()
        + " "
        + event.type()
        + " "
        + event.action()
        + " "
        + event.actorId()
        + (event.attributes().isEmpty() ? "" : attributes);
  }
}

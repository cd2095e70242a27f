package org.jdock.driver.plugin.v1.log;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.driver.plugin.v1.client.PluginStream;
import org.jdock.spi.DriverException;
import org.jdock.spi.log.LogLine;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a plugin keeps. The protocol can follow, but then says nothing at the end of what is
 * there; so this asks for what is there, and the next time for what came since the last entry.
 */
final class PluginReader implements LogReader {
  private static final String METHOD = "LogDriver.ReadLogs";

  private final Plugin plugin;
  private final JsonObject info;
  private final LogQuery query;
  private final Map<LogLine.Stream, ByteArrayOutputStream> cut =
      new EnumMap<>(LogLine.Stream.class);
  private @Nullable PluginStream stream;
  private boolean began;

  /** The time of the last entry, and how many with it there were. */
  private long lastTime = Long.MIN_VALUE;

  private int seenThen;

  /** How many entries with the last time come again. */
  private int repeated;

  /** Asks where the log ends now, if only what comes after that is wanted. */
  PluginReader(Plugin plugin, JsonObject info, LogQuery query) throws DriverException {
    this.plugin = plugin;
    this.info = info;
    this.query = query;
    if (query.tail() == 0) {
      goToTheEnd();
    }
  }

  @Override
  public List<LogLine> next(int max) throws DriverException {
    PluginStream from = stream;
    if (from == null) {
      boolean first = lastTime == Long.MIN_VALUE;
      from = request(first ? query.sinceNanos() : lastTime, began ? -1 : query.tail());
      stream = from;
      began = true;
      repeated = seenThen;
    }
    var lines = new ArrayList<LogLine>();
    while (lines.size() < max) {
      Entry entry = next(from);
      if (entry == null) {
        from.close();
        stream = null;
        return lines;
      }
      if (!isRepeated(entry) && wanted(entry.timeNanos())) {
        add(entry, lines);
      }
    }
    return lines;
  }

  private PluginStream request(long since, int tail) throws DriverException {
    JsonObject request = Requests.read(info, since, query.untilNanos(), tail);
    return plugin.stream(METHOD, request, Patience.question());
  }

  private static @Nullable Entry next(PluginStream from) throws DriverException {
    byte[] message = from.message();
    return message == null ? null : Entry.decode(message);
  }

  /** Nothing of what is there is wanted, only what comes. */
  private void goToTheEnd() throws DriverException {
    began = true;
    try (PluginStream last = request(query.sinceNanos(), 1)) {
      for (Entry entry = next(last); entry != null; entry = next(last)) {
        lastTime = entry.timeNanos();
      }
    }
    if (lastTime == Long.MIN_VALUE) {
      return;
    }
    try (PluginStream since = request(lastTime, -1)) {
      for (Entry entry = next(since); entry != null; entry = next(since)) {
        seenThen += entry.timeNanos() == lastTime ? 1 : 0;
      }
    }
  }

  private boolean isRepeated(Entry entry) {
    if (repeated > 0 && entry.timeNanos() <= lastTime) {
      repeated -= entry.timeNanos() == lastTime ? 1 : 0;
      return true;
    }
    repeated = 0;
    seenThen = entry.timeNanos() == lastTime ? seenThen + 1 : 1;
    lastTime = entry.timeNanos();
    return false;
  }

  /** A plugin may not heed the query. */
  private boolean wanted(long time) {
    return time >= query.sinceNanos() && time <= query.untilNanos();
  }

  private void add(Entry entry, List<LogLine> lines) {
    LogLine.Stream from =
        entry.source().equals("stderr") ? LogLine.Stream.STDERR : LogLine.Stream.STDOUT;
    boolean complete = entry.id().isEmpty() ? !entry.partial() : entry.last();
    byte[] bytes = entry.line();
    if (entry.id().startsWith(Pieces.CUT)) {
      var whole = cut.computeIfAbsent(from, _ -> new ByteArrayOutputStream());
      whole.writeBytes(bytes);
      if (!complete) {
        return;
      }
      cut.remove(from);
      bytes = whole.toByteArray();
    }
    lines.add(new LogLine(entry.timeNanos(), from, complete, bytes));
  }

  @Override
  public void close() {
    PluginStream open = stream;
    if (open != null) {
      open.close();
    }
  }
}

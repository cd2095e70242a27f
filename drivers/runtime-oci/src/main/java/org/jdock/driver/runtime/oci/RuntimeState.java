package org.jdock.driver.runtime.oci;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jdock.linux.process.Processes;
import org.jdock.spi.DriverException;

/**
 * A container's first process, from the runtime's own state file where its form is known: that
 * saves a call of the runtime.
 *
 * @param pid in the host's namespace
 * @param startTime which tells it from a later process of the same number
 */
record RuntimeState(long pid, long startTime) {
  /** The process; empty when the runtime has no such container, or has not got so far with it. */
  static Optional<RuntimeState> read(Tool tool, String id) throws DriverException {
    try {
      return switch (tool.dialect()) {
        case RUNC -> file(tool, id, "state.json", "init_process_pid", "init_process_start");
        case CRUN -> file(tool, id, "status", "pid", "process-start-time");
        case OTHER -> asked(tool, id);
      };
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new DriverException(
          DriverException.Kind.FAILED, "state of container " + id + " can't be read", e);
    }
  }

  /** Whether it still runs. */
  boolean alive() throws IOException {
    return pid > 0 && Processes.isAlive(pid, startTime);
  }

  private static Optional<RuntimeState> file(
      Tool tool, String id, String name, String pid, String start) throws IOException {
    Path file = tool.state(id).resolve(name);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    JsonObject state = JsonParser.parseString(text).getAsJsonObject();
    return state.has(pid) && state.has(start)
        ? Optional.of(new RuntimeState(state.get(pid).getAsLong(), state.get(start).getAsLong()))
        : Optional.empty();
  }

  private static Optional<RuntimeState> asked(Tool tool, String id)
      throws IOException, DriverException {
    RuntimeCommand.Result state = RuntimeCommand.run(tool, "state", id);
    if (!state.ok()) {
      return Optional.empty();
    }
    JsonObject json = JsonParser.parseString(state.output()).getAsJsonObject();
    long pid = json.has("pid") ? json.get("pid").getAsLong() : 0;
    return Optional.of(new RuntimeState(pid, pid > 0 ? Processes.startTime(pid).orElse(0) : 0));
  }
}

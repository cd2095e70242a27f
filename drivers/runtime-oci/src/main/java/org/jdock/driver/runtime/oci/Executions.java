package org.jdock.driver.runtime.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.runtime.ExecSpec;
import org.jspecify.annotations.Nullable;

/** Further processes in running containers. Thread-safe; calls block. */
final class Executions implements AutoCloseable {
  private final GuardedRuntime guarded;
  private final ExpectedExecs expected = new ExpectedExecs();

  Executions(GuardedRuntime guarded) {
    this.guarded = guarded;
  }

  /** Starts the monitor of one that will come. */
  void expect(Tool t, ExecSpec spec) {
    expected.add(spec.execId(), () -> Monitor.hold(t, call(t, spec), spec.monitor()));
  }

  /** Runs one; its process id. */
  int run(Tool t, ExecSpec spec) throws DriverException {
    String id = spec.containerId();
    Monitor.Call call = call(t, spec);
    Monitor ahead = expected.take(spec.execId());
    try {
      if (ahead != null && !ahead.isFor(call, spec.monitor())) {
        ahead.end();
        ahead = null;
      }
      requireAlive(t, id);
      Files.writeString(process(spec), spec.processJson());
      Monitor monitor = ahead == null ? Monitor.start(t, call, spec.monitor()) : ahead;
      ahead = null;
      Monitor.Answer answer = monitor.answer();
      if (answer.pid() > 0) {
        return answer.pid();
      }
      String program = OciRuntime.program(OciRuntime.json(spec.processJson()));
      throw RuntimeErrors.exec(t.dialect(), answer.error(), program);
    } catch (IOException e) {
      throw Monitor.failed("a process in container " + id + " can't be made", e);
    } finally {
      end(ahead);
    }
  }

  private static void end(@Nullable Monitor monitor) {
    if (monitor != null) {
      monitor.end();
    }
  }

  private static void requireAlive(Tool t, String id) throws DriverException, IOException {
    if (!RuntimeState.read(t, id).orElseThrow(() -> OciRuntime.notFound(id)).alive()) {
      throw new DriverException(Kind.CONFLICT, "container " + id + " is not running");
    }
  }

  private static Path process(ExecSpec spec) {
    return spec.monitor().directory().resolve("process.json");
  }

  private Monitor.Call call(Tool t, ExecSpec spec) {
    List<String> options =
        new ArrayList<>(List.of("-e", "--exec-process-spec", process(spec).toString()));
    if (spec.terminal()) {
      options.add("-t");
    }
    if (spec.stdin()) {
      options.add("-i");
      if (spec.terminal()) {
        options.add("--leave-stdin-open"); // it outlives a client that detaches
      }
    }
    String id = spec.containerId();
    return new Monitor.Call(id, spec.execId(), id, guarded.of(t, t.runtime()), options);
  }

  /** Ends the monitors that wait. */
  @Override
  public void close() {
    expected.close();
  }
}

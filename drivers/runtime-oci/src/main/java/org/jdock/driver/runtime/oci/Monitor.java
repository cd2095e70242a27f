package org.jdock.driver.runtime.oci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.logging.log4j.LogManager;
import org.jdock.linux.Fd;
import org.jdock.linux.Pipe;
import org.jdock.linux.process.Child;
import org.jdock.linux.process.Processes;
import org.jdock.linux.process.Signals;
import org.jdock.linux.process.Spawn;
import org.jdock.spi.DriverException;
import org.jdock.spi.runtime.MonitorFiles;
import org.jspecify.annotations.Nullable;

/**
 * A conmon (2.1) that starts one process, and what the runtime answers through it. Used by one
 * thread, to be ended or asked for its answer once; the monitor goes on by itself then.
 */
final class Monitor {
  /** A runtime that takes longer than this hangs. */
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final String PID = "conmon.pid";
  private static final String LOG = "runtime.log";
  private static final String COMPLAINTS = "conmon.log";

  private static final String START = "_OCI_STARTPIPE";

  private final Call call;
  private final MonitorFiles files;
  private final Child child;
  private final @Nullable Fd hold;

  private Monitor(Call call, MonitorFiles files, Child child, @Nullable Fd hold) {
    this.call = call;
    this.files = files;
    this.child = child;
    this.hold = hold;
  }

  /**
   * The runtime's answer.
   *
   * @param pid of the process; not positive when there is none
   * @param error why not
   */
  record Answer(int pid, String error) {}

  /**
   * What conmon is told beside the files.
   *
   * @param containerId names the exit file, for an exec too
   * @param ownId of this process
   * @param name for people
   * @param runtime that it runs
   * @param options such as {@code -t}
   */
  record Call(String containerId, String ownId, String name, Path runtime, List<String> options) {}

  /** Starts it. */
  static Monitor start(Tool tool, Call call, MonitorFiles files) throws IOException {
    return spawn(tool, call, files, null);
  }

  /** Starts it, and has it wait for {@link #answer} before it calls the runtime. */
  static Monitor hold(Tool tool, Call call, MonitorFiles files) throws IOException {
    Pipe pipe = Pipe.open();
    boolean started = false;
    try (Fd reader = pipe.reader()) {
      Monitor monitor = spawn(tool, call, files, pipe);
      started = true;
      return monitor;
    } finally {
      if (!started) {
        pipe.writer().close();
      }
    }
  }

  private static Monitor spawn(Tool tool, Call call, MonitorFiles files, @Nullable Pipe hold)
      throws IOException {
    Path directory = files.directory();
    Path log = directory.resolve(LOG);
    forget(files, call.containerId(), log);
    // conmon puts the file "oom" into its working directory
    Spawn spawn =
        Spawn.of(command(tool, call, files, log))
            .environment(environment())
            .directory(directory)
            .error(directory.resolve(COMPLAINTS))
            .pipe("_OCI_SYNCPIPE")
            .newSession();
    if (hold != null) {
      spawn.variable(START, Integer.toString(spawn.inherit(hold.reader())));
    }
    return new Monitor(call, files, spawn.start(), hold == null ? null : hold.writer());
  }

  /** Whether it was started for exactly this. */
  boolean isFor(Call wanted, MonitorFiles wantedFiles) {
    return call.equals(wanted) && files.equals(wantedFiles);
  }

  /** Lets it go on, and waits for what the runtime says. */
  Answer answer() throws IOException {
    try (Child own = child) {
      if (hold != null) {
        try (Fd writer = hold) {
          writer.write(ByteBuffer.wrap(new byte[] {1}));
        }
      }
      String line = line(own.pipe());
      own.waitFor(Duration.ofSeconds(10));
      if (line.isEmpty()) {
        abandon(files.directory());
        return new Answer(
            0, "the monitor gave no answer: " + text(files.directory().resolve(COMPLAINTS)));
      }
      return answer(line, files.directory().resolve(LOG));
    }
  }

  /** Ends one that waits. A failure is only logged. */
  void end() {
    try (Child own = child) {
      own.signal(Signals.KILL);
      own.waitFor(Duration.ofSeconds(10));
    } catch (IOException e) {
      LogManager.getLogger(Monitor.class).warn("a monitor that nobody needs can't be ended", e);
    } finally {
      if (hold != null) {
        hold.close();
      }
    }
  }

  /** The number of the monitor that works in this directory; 0 when none does. */
  static long pid(Path directory) throws IOException {
    Path file = directory.resolve(PID);
    String text = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!text.matches("\\d{1,9}")) {
      return 0;
    }
    Path commandLine = Path.of("/proc", text, "cmdline");
    try {
      // The directory in its command line tells it from a later process of the same number.
      return Files.readString(commandLine, StandardCharsets.ISO_8859_1)
              .contains("\0" + directory + "\0")
          ? Long.parseLong(text)
          : 0;
    } catch (IOException e) {
      return 0; // ended
    }
  }

  /** Ends a monitor, and the call of the runtime that it waits for. */
  static void abandon(Path directory) throws IOException {
    long pid = pid(directory);
    if (pid > 0) {
      Path children = Path.of("/proc/" + pid + "/task/" + pid + "/children");
      if (Files.exists(children)) {
        for (String child : Files.readString(children).strip().split(" ")) {
          if (!child.isEmpty()) {
            Processes.kill(Long.parseLong(child), Signals.KILL);
          }
        }
      }
      Processes.kill(pid, Signals.KILL);
    }
  }

  private static List<String> command(Tool tool, Call call, MonitorFiles files, Path log) {
    Path directory = files.directory();
    List<String> all = new ArrayList<>();
    all.add(tool.conmon().toString());
    all.addAll(List.of("--api-version", "1", "-c", call.containerId(), "-u", call.ownId()));
    all.addAll(List.of("-n", call.name(), "-r", call.runtime().toString()));
    all.addAll(List.of("-b", directory.toString(), "-p", files.pidFile().toString()));
    all.addAll(List.of("--conmon-pidfile", directory.resolve(PID).toString()));
    all.addAll(List.of("--exit-dir", files.exits().toString(), "--full-attach"));
    all.addAll(List.of("--no-sync-log", "-l", "k8s-file:" + files.spool()));
    tool.global(log).forEach(a -> all.add("--runtime-arg=" + a));
    all.addAll(call.options());
    return all;
  }

  /** What an attempt that a crash interrupted may have left would be taken for this one's. */
  private static void forget(MonitorFiles files, String containerId, Path log) throws IOException {
    Set<Path> mayBe =
        Set.of(
            log,
            files.pidFile(),
            files.directory().resolve(PID),
            files.directory().resolve("oom"),
            files.attach(),
            files.ctl());
    // Nearly always there is none, and one look costs less than so many vain attempts.
    try (DirectoryStream<Path> there = Files.newDirectoryStream(files.directory())) {
      for (Path file : there) {
        if (mayBe.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
    Files.deleteIfExists(files.exitFile(containerId));
  }

  /**
   * The daemon's, with of its locale only that names may hold any character: conmon and the runtime
   * would read a dozen files of it otherwise.
   */
  private static Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(System.getenv());
    all.keySet().removeIf(name -> name.startsWith("LC_") || name.startsWith("LANG"));
    all.put("LC_CTYPE", "C.UTF-8");
    return all;
  }

  /** One line, or nothing when the other side ends or the time is up. */
  private static String line(Fd pipe) throws IOException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    StringBuilder text = new StringBuilder();
    ByteBuffer part = ByteBuffer.allocate(4096);
    while (text.indexOf("\n") < 0) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!pipe.awaitReadable(left) || pipe.read(part) < 0) {
        return "";
      }
      text.append(StandardCharsets.UTF_8.decode(part.flip()));
      part.clear();
    }
    return text.substring(0, text.indexOf("\n"));
  }

  private static Answer answer(String line, Path log) throws IOException {
    JsonObject json;
    try {
      json = JsonParser.parseString(line).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      return new Answer(0, "the monitor answered " + line);
    }
    JsonElement data = json.has("data") ? json.get("data") : json.get("pid");
    int pid = data == null ? 0 : data.getAsInt();
    if (pid > 0) {
      return new Answer(pid, "");
    }
    String error = RuntimeLog.lastError(log);
    if (error.isEmpty() && json.has("message")) {
      error = json.get("message").getAsString().strip();
    }
    return new Answer(pid, error.isEmpty() ? "no reason given" : error);
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file).strip() : "";
  }

  /** Turns a failure of ours into the contract's. */
  static DriverException failed(String what, IOException cause) {
    return new DriverException(
        DriverException.Kind.FAILED, what + ": " + cause.getMessage(), cause);
  }
}

package org.jdock.itest.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdock.itest.engine.support.Daemon;
import org.jdock.itest.engine.support.Engine;
import org.jdock.itest.engine.support.Run;

/** The commands of docs/vendors.md, in an empty directory. */
final class Afternoon {
  private static final long LIMIT_MINUTES = 15;
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  private final VendorKit kit;
  private final Engine engine;
  private final Path folder;
  private final Path script;

  Afternoon(VendorKit kit, Engine engine) throws IOException {
    this.kit = kit;
    this.engine = engine;
    folder = engine.scratch("afternoon");
    script = folder.resolve("afternoon.sh");
    var blocks =
        BLOCK
            .matcher(Files.readString(Path.of("../../docs/vendors.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining());
    Files.writeString(script, "set -eux\n" + blocks);
    var jdock = kit.programs().resolve("jdock");
    Files.writeString(
        jdock, "#!/bin/sh\nexec '%s/jdock' \"$@\"\n".formatted(Daemon.distribution()));
    jdock.toFile().setExecutable(true);
  }

  /** Looks whether it is there and can be read. */
  void check() {
    Run.of(Map.of(), List.of("grep", "-q", "jdock driver rollback", script.toString())).ok();
    Run.of(Map.of(), List.of("bash", "-n", script.toString())).ok();
  }

  /** Walks it; all that was said. */
  String run() throws Exception {
    var empty = Files.createDirectories(folder.resolve("empty"));
    var log = folder.resolve("log");
    var builder =
        new ProcessBuilder("bash", script.toString())
            .directory(empty.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    var environment = builder.environment();
    environment.putAll(engine.daemon().clientEnvironment());
    environment.put("REPO", kit.repository().toString());
    environment.put(
        "PATH",
        kit.programs() + ":" + System.getProperty("java.home") + "/bin:" + environment.get("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    var process = builder.start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new AssertionError("the afternoon failed\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return Files.readString(log);
  }
}

package org.jdock.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Execs;
import org.jdock.api.container.StreamSession;

/** Execs that print their command, repeat their input and exit with 3. */
final class FakeExecs implements Execs {
  private final FakeContainers containers;
  private final Map<String, ExecConfig> configs = new ConcurrentHashMap<>();
  private final Map<String, String> owners = new ConcurrentHashMap<>();
  private final Map<String, Integer> exits = new ConcurrentHashMap<>();

  FakeExecs(FakeContainers containers) {
    this.containers = containers;
  }

  @Override
  public String create(String ref, ExecConfig config) {
    var box = containers.find(ref);
    if (!box.status().equals("running")) {
      throw ProblemException.conflict("container %s is not running".formatted(box.id));
    }
    var id = "%064x".formatted(configs.size() + 1);
    configs.put(id, config);
    owners.put(id, box.id);
    return id;
  }

  private ExecConfig find(String id) {
    var config = configs.get(id);
    if (config == null) {
      throw ProblemException.notFound("No such exec instance: " + id);
    }
    return config;
  }

  @Override
  public StreamSession start(String id, boolean terminal, int height, int width) {
    var config = find(id);
    return new StreamSession() {
      @Override
      public boolean terminal() {
        return config.tty();
      }

      @Override
      public void run(InputStream stdin, OutputStream stdout, OutputStream stderr)
          throws IOException {
        stdout.write((String.join(" ", config.cmd()) + "\n").getBytes(StandardCharsets.UTF_8));
        if (stdin != null) {
          stdin.transferTo(stdout);
        }
        exits.put(id, 3);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void startDetached(String id) {
    find(id);
    exits.put(id, 3);
  }

  @Override
  public ExecDetails inspect(String id) {
    var c = find(id);
    var process = new ProcessConfig(c.tty(), c.cmd().getFirst(), List.of(), c.privileged(), "");
    return new ExecDetails(
        id,
        !exits.containsKey(id),
        exits.get(id),
        process,
        c.attachStdin(),
        c.attachStderr(),
        c.attachStdout(),
        false,
        owners.get(id),
        "",
        12);
  }

  @Override
  public void resize(String id, int height, int width) {
    find(id);
  }
}

package org.jdock.driver.plugin.v1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jdock.driver.plugin.v1.client.Address;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;

/** The plugin of the test's resources, which may die and come back. */
public final class PythonPlugin implements AutoCloseable {
  private final List<String> command = new ArrayList<>();
  private final Path socket;
  private Process process;

  /** Not started yet. */
  public PythonPlugin(Path socket, Path state, List<String> before, String... kinds) {
    this.socket = socket;
    command.addAll(before);
    command.addAll(List.of("python3", script(), socket.toString(), state.toString()));
    command.addAll(List.of(kinds));
  }

  /** Started. */
  public static PythonPlugin start(Path folder, String name, String... kinds) throws IOException {
    var plugin =
        new PythonPlugin(
            folder.resolve("plugins/" + name + ".sock"),
            folder.resolve(name + "-state"),
            List.of(),
            kinds);
    plugin.start();
    return plugin;
  }

  private static String script() {
    try {
      return Path.of(PythonPlugin.class.getResource("plugin.py").toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** Starts it and waits until it listens. */
  public void start() throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    if (!"ready".equals(out.readLine())) {
      throw new IOException("the plugin did not start");
    }
  }

  /** Ends it without warning. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** How a driver knows it. */
  public Plugin client() {
    String file = socket.getFileName().toString();
    return new Plugin(file.substring(0, file.length() - 5), Address.of(socket));
  }

  /** Short, so that a test that waits for nobody does not wait long. */
  public static Patience patience() {
    return Patience.work(Duration.ofMillis(300));
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null) {
      kill();
    }
  }
}

package org.jdock.itest.engine.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A network namespace that lives as long as this object, with its loopback up: what a test daemon
 * does to links, routes and rules stays in it. {@code nsenter --net} leaves /sys as it is, unlike
 * {@code ip netns exec}.
 */
public final class NetworkNamespace implements AutoCloseable {
  private final Process holder;

  private NetworkNamespace(Process holder) {
    this.holder = holder;
  }

  /** Makes one. */
  public static NetworkNamespace create() throws IOException {
    var script =
        "ip link set lo up && sysctl -qw net.ipv4.ip_forward=1; echo up; exec sleep infinity";
    var holder = new ProcessBuilder("unshare", "--net", "--", "sh", "-c", script).start();
    var line = holder.inputReader().readLine();
    if (!"up".equals(line)) {
      holder.destroyForcibly();
      throw new IOException("no network namespace: " + line);
    }
    return new NetworkNamespace(holder);
  }

  /** A command that runs in it. */
  public List<String> command(List<String> command) {
    var all = new ArrayList<String>();
    all.addAll(List.of("nsenter", "--net=/proc/" + holder.pid() + "/ns/net", "--"));
    all.addAll(command);
    return all;
  }

  /** Runs a program in it. */
  public Run.Outcome run(String... command) {
    return Run.of(Map.of(), command(List.of(command)));
  }

  @Override
  public void close() {
    holder.destroyForcibly();
    try {
      holder.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

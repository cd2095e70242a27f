package org.jdock.shell.internal.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jdock.api.container.HostConfig.LogConfig;
import org.jdock.api.container.HostConfig.PortBinding;
import org.jdock.api.container.HostConfig.RestartPolicy;
import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Quantities;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.args.UsageException;
import org.jspecify.annotations.Nullable;

/** What {@code run} and {@code create} accept, and what the engine is asked for. */
final class RunOptions {
  private final Arguments arguments;
  private final Path directory;

  RunOptions(Arguments arguments, Path directory) {
    this.arguments = arguments;
    this.directory = directory;
  }

  static Syntax syntax() {
    return Syntax.command("IMAGE [COMMAND] [ARG...]", 1)
        .flag("--interactive", "-i", "Keep standard input open")
        .flag("--tty", "-t", "Give it a terminal")
        .flag("--rm", null, "Remove the container when it exits")
        .value("--name", null, "NAME", "Name the container")
        .value("--publish", "-p", "[IP:]HOST:PORT", "Publish a port on the host")
        .value("--volume", "-v", "SOURCE:DIR[:ro]", "Mount a volume or a path of the host")
        .value("--tmpfs", null, "DIR[:OPTIONS]", "Mount a tmpfs")
        .value("--env", "-e", "NAME=VALUE", "Set an environment variable")
        .value("--label", "-l", "NAME=VALUE", "Set a label")
        .value("--user", "-u", "USER[:GROUP]", "Run as this user")
        .value("--workdir", "-w", "DIR", "Working directory")
        .value("--entrypoint", null, "PROGRAM", "Run this instead of the image's entrypoint")
        .value("--hostname", "-h", "NAME", "Host name inside")
        .value("--network", null, "NETWORK", "Connect to a network")
        .value("--restart", null, "POLICY", "no, always, unless-stopped or on-failure[:N]")
        .value("--memory", "-m", "SIZE", "Memory limit, such as 256m")
        .value("--cpus", null, "N", "CPU limit, such as 0.5")
        .value("--pids-limit", null, "N", "Limit of processes")
        .value("--log-driver", null, "DRIVER", "Log driver")
        .value("--log-opt", null, "NAME=VALUE", "Log driver option")
        .value("--runtime", null, "NAME", "OCI runtime")
        .value("--cap-add", null, "CAPABILITY", "Add a capability")
        .value("--cap-drop", null, "CAPABILITY", "Drop a capability")
        .value("--security-opt", null, "OPTION", "Security option")
        .flag("--privileged", null, "Give all privileges")
        .flag("--read-only", null, "Mount the root file system read-only");
  }

  String image() {
    return arguments.operand(0);
  }

  ContainerConfig config(boolean attached) {
    boolean stdin = arguments.has("--interactive");
    List<String> command = arguments.from(1);
    String entrypoint = arguments.value("--entrypoint");
    var exposed = new LinkedHashMap<String, Map<String, String>>();
    ports().keySet().forEach(port -> exposed.put(port, Map.of()));
    var anonymous = new LinkedHashMap<String, Map<String, String>>();
    arguments.all("--volume").stream()
        .filter(volume -> volume.indexOf(':') < 0)
        .forEach(volume -> anonymous.put(volume, Map.of()));
    return new ContainerConfig(
        arguments.value("--hostname"),
        null,
        arguments.value("--user"),
        attached && stdin,
        attached,
        attached,
        exposed.isEmpty() ? null : exposed,
        arguments.has("--tty"),
        stdin,
        attached && stdin,
        environment(),
        command.isEmpty() ? null : command,
        null,
        image(),
        anonymous.isEmpty() ? null : anonymous,
        arguments.value("--workdir"),
        entrypoint == null ? null : entrypoint.isEmpty() ? List.of("") : List.of(entrypoint),
        false,
        null,
        null,
        arguments.pairs("--label"),
        null,
        null,
        null);
  }

  HostConfig hostConfig() {
    Integer pids = arguments.number("--pids-limit");
    return new HostConfig(
        binds(),
        log(),
        arguments.value("--network"),
        ports(),
        restart(),
        arguments.has("--rm"),
        null,
        null,
        null,
        null,
        orNull(arguments.all("--cap-add")),
        orNull(arguments.all("--cap-drop")),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        null,
        arguments.has("--privileged"),
        false,
        arguments.has("--read-only"),
        orNull(arguments.all("--security-opt")),
        null,
        tmpfs(),
        null,
        null,
        0,
        null,
        arguments.value("--runtime"),
        null,
        null,
        null,
        0,
        Quantities.bytes(arguments.value("--memory", "0")),
        Quantities.nanoCpus(arguments.value("--cpus", "0")),
        null,
        0,
        0,
        null,
        null,
        null,
        0,
        0,
        null,
        null,
        pids == null ? null : Long.valueOf(pids),
        null);
  }

  private @Nullable List<String> environment() {
    List<String> variables = arguments.all("--env");
    for (String variable : variables) {
      if (variable.indexOf('=') <= 0) {
        throw new UsageException(
            "invalid environment variable: " + variable + ": NAME=VALUE is wanted");
      }
    }
    return orNull(variables);
  }

  /** Paths that start with a dot are the caller's; what has no slash is a volume's name. */
  private @Nullable List<String> binds() {
    List<String> binds = new ArrayList<>();
    for (String volume : arguments.all("--volume")) {
      int colon = volume.indexOf(':');
      if (colon == 0) {
        throw new UsageException("invalid volume: " + volume);
      } else if (colon > 0) {
        String source = volume.substring(0, colon);
        boolean relative = source.startsWith(".");
        binds.add(
            (relative ? directory.resolve(source).normalize().toString() : source)
                + volume.substring(colon));
      }
    }
    return orNull(binds);
  }

  private @Nullable Map<String, String> tmpfs() {
    Map<String, String> mounts = new LinkedHashMap<>();
    for (String each : arguments.all("--tmpfs")) {
      int colon = each.indexOf(':');
      mounts.put(
          colon < 0 ? each : each.substring(0, colon), colon < 0 ? "" : each.substring(colon + 1));
    }
    return mounts.isEmpty() ? null : mounts;
  }

  private @Nullable LogConfig log() {
    String driver = arguments.value("--log-driver");
    Map<String, String> options = arguments.pairs("--log-opt");
    return driver == null && options.isEmpty() ? null : new LogConfig(driver, options);
  }

  private @Nullable RestartPolicy restart() {
    String policy = arguments.value("--restart");
    if (policy == null) {
      return null;
    }
    int colon = policy.indexOf(':');
    try {
      return colon < 0
          ? new RestartPolicy(policy, 0)
          : new RestartPolicy(
              policy.substring(0, colon), Integer.parseInt(policy.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new UsageException(
          "invalid restart policy format: maximum retry count must be an integer");
    }
  }

  private Map<String, List<PortBinding>> ports() {
    Map<String, List<PortBinding>> ports = new LinkedHashMap<>();
    for (String each : arguments.all("--publish")) {
      int slash = each.indexOf('/');
      String protocol = slash < 0 ? "tcp" : each.substring(slash + 1);
      String whole = slash < 0 ? each : each.substring(0, slash);
      int last = whole.lastIndexOf(':');
      String inside = whole.substring(last + 1);
      String host = last < 0 ? "" : whole.substring(0, last);
      int before = host.lastIndexOf(':');
      String ip = before < 0 ? "" : host.substring(0, before);
      String port = host.substring(before + 1);
      port(inside, each);
      if (!port.isEmpty()) {
        port(port, each);
      }
      if (ip.startsWith("[") && ip.endsWith("]")) {
        ip = ip.substring(1, ip.length() - 1);
      }
      ports
          .computeIfAbsent(inside + "/" + protocol, key -> new ArrayList<>())
          .add(new PortBinding(ip, port));
    }
    return ports;
  }

  private static void port(String text, String whole) {
    try {
      int number = Integer.parseInt(text);
      if (number > 0 && number < 1 << 16) {
        return;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("invalid port in " + whole + ": " + text);
    }
    throw new UsageException("invalid port in " + whole + ": " + text);
  }

  private static @Nullable List<String> orNull(List<String> list) {
    return list.isEmpty() ? null : list;
  }
}

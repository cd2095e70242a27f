package org.jdock.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.DriverSettings;
import org.jdock.api.trust.TrustPolicies;
import org.jdock.api.trust.TrustPolicy;
import org.jdock.launcher.host.StartException;

/**
 * What was given, completed by defaults and checked.
 *
 * @param settings for the engine
 * @param drivers where they come from
 * @param trust which drivers may run
 * @param pidFile where the process is named
 */
public record Resolved(
    DaemonSettings settings, DriverSettings drivers, TrustPolicies trust, Path pidFile) {
  private static final String DATA_ROOT = "/var/lib/jdock";
  private static final String EXEC_ROOT = "/run/jdock";

  /** IFNAMSIZ, less its terminating zero. */
  private static final Pattern LINK = Pattern.compile("[^/\\s]{1,15}");

  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern RANGE = Pattern.compile("(?:" + ADDRESS + ")/[0-9]{1,3}");
  private static final Pattern MIRROR = Pattern.compile("https?://[^/\\s?#]+(/[^\\s?#]*)?");
  private static final Pattern INDEX = Pattern.compile("/.+|" + MIRROR);
  private static final Pattern HOST = Pattern.compile("unix:///.+|tcp://.*");

  /**
   * Completes and checks.
   *
   * @throws StartException naming the flag that can't be used and why
   */
  public static Resolved of(Values values) throws StartException {
    var dataRoot = real(Path.of(values.text(Key.DATA_ROOT, DATA_ROOT)));
    var execRoot = real(Path.of(values.text(Key.EXEC_ROOT, EXEC_ROOT)));
    var id = id(dataRoot);
    var isDefault = execRoot.equals(real(Path.of(EXEC_ROOT)));
    var hosts = values.list(Key.HOST);
    var settings =
        new DaemonSettings(
            hosts.isEmpty()
                ? List.of("unix://" + execRoot.resolve("jdock.sock"))
                : matching(Key.HOST, hosts, HOST, "unix:///path or tcp://host:port"),
            dataRoot,
            execRoot,
            id,
            cgroup(values.text(Key.CGROUP_PARENT, isDefault ? "jdock" : "jdock-" + id)),
            matching(
                Key.REGISTRY_MIRROR,
                values.list(Key.REGISTRY_MIRROR),
                MIRROR,
                "http://host or https://host"),
            registries(values.list(Key.INSECURE_REGISTRY)),
            matching(
                Key.BRIDGE,
                values.text(Key.BRIDGE, isDefault ? "jdock0" : "jd" + id),
                LINK,
                "a link's name of at most 15 characters"),
            matching(Key.BIP, values.text(Key.BIP, ""), RANGE, "an address with a prefix length"),
            values.text(Key.STORAGE_DRIVER, ""),
            values.text(Key.LOG_DRIVER, "json-file"),
            pairs(values.list(Key.LOG_OPT)),
            values.text(Key.DEFAULT_RUNTIME, ""),
            values.text(Key.SECURITY_PROFILE, "default"),
            matching(Key.DNS, values.list(Key.DNS), ADDRESS, "an IP address"),
            seconds(values.text(Key.STOP_TIMEOUT, "10")),
            Boolean.parseBoolean(values.text(Key.DEBUG, "false")));
    var pidFile = values.text(Key.PIDFILE, execRoot.resolve("jdock.pid").toString());
    var trust =
        new TrustPolicies(
            policy(values, Key.DRIVER_TRUST_LOCAL, TrustPolicies.DEFAULT.local()),
            policy(values, Key.DRIVER_TRUST_NETWORK, TrustPolicies.DEFAULT.network()));
    return new Resolved(
        settings, drivers(values, dataRoot), trust, Path.of(pidFile).toAbsolutePath().normalize());
  }

  private static DriverSettings drivers(Values values, Path dataRoot) throws StartException {
    var defaults = DriverSettings.under(dataRoot);
    var repositories = values.list(Key.MAVEN_REPOSITORY);
    return new DriverSettings(
        path(values.text(Key.DRIVER_DIRECTORY, ""), defaults.directory()),
        matching(
            Key.DRIVER_INDEX,
            values.list(Key.DRIVER_INDEX),
            INDEX,
            "an absolute path, http://host/path or https://host/path"),
        path(values.text(Key.MAVEN_LOCAL, ""), defaults.mavenLocal()),
        repositories.isEmpty()
            ? defaults.mavenRepositories()
            : matching(Key.MAVEN_REPOSITORY, repositories, MIRROR, "http://host or https://host"));
  }

  private static Path path(String given, Path otherwise) {
    return given.isEmpty() ? otherwise : Path.of(given).toAbsolutePath().normalize();
  }

  /** Tells daemons of one host apart: FNV-1a of the data root's path, in six of [a-z0-9]. */
  static String id(Path dataRoot) {
    var hash = 0xcbf29ce484222325L;
    for (byte b : dataRoot.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    long sixDigits = 36L * 36 * 36 * 36 * 36 * 36;
    var text = Long.toString(Long.remainderUnsigned(hash, sixDigits), 36);
    return "0".repeat(6 - text.length()) + text;
  }

  /** Without symbolic links, as far as it exists already: one root has one name. */
  private static Path real(Path path) throws StartException {
    var absolute = path.toAbsolutePath().normalize();
    var there = absolute;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return absolute;
    }
    try {
      return there.toRealPath().resolve(there.relativize(absolute)).normalize();
    } catch (IOException e) {
      throw new StartException("%s can't be used: %s".formatted(path, e), e);
    }
  }

  private static String cgroup(String given) throws StartException {
    var inside = given.replaceAll("^/+|/+$", "");
    if (inside.isEmpty() || List.of(inside.split("/", -1)).contains("..")) {
      throw bad(Key.CGROUP_PARENT, given, "a cgroup's path");
    }
    return inside;
  }

  private static List<String> registries(List<String> given) throws StartException {
    for (var registry : given) {
      if (registry.contains("://") || !registry.matches("\\S+")) {
        throw bad(Key.INSECURE_REGISTRY, registry, "host:port or a range of addresses");
      }
    }
    return given;
  }

  private static Map<String, String> pairs(List<String> given) {
    var pairs = new LinkedHashMap<String, String>();
    for (var pair : given) {
      int equals = pair.indexOf('=');
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  private static TrustPolicy policy(Values values, Key key, TrustPolicy fallback)
      throws StartException {
    var given = values.text(key, name(fallback));
    for (var policy : TrustPolicy.values()) {
      if (name(policy).equals(given)) {
        return policy;
      }
    }
    throw bad(key, given, "one of off, warn and require");
  }

  private static String name(TrustPolicy policy) {
    return policy.name().toLowerCase(Locale.ROOT);
  }

  private static int seconds(String given) throws StartException {
    if (!given.matches("[0-9]{1,6}")) {
      throw bad(Key.STOP_TIMEOUT, given, "a number of seconds");
    }
    return Integer.parseInt(given);
  }

  private static List<String> matching(Key key, List<String> given, Pattern form, String words)
      throws StartException {
    for (var value : given) {
      matching(key, value, form, words);
    }
    return given;
  }

  private static String matching(Key key, String given, Pattern form, String words)
      throws StartException {
    if (!given.isEmpty() && !form.matcher(given).matches()) {
      throw bad(key, given, words);
    }
    return given;
  }

  private static StartException bad(Key key, String given, String words) {
    return new StartException("%s: \"%s\" is not %s".formatted(key.text(), given, words));
  }
}

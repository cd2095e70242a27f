package org.jdock.container.internal.list;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.container.internal.create.Ports;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.state.Status;
import org.jspecify.annotations.Nullable;

/**
 * Which containers a list shows (moby, daemon/list.go).
 *
 * @param filters what was asked for
 * @param images ids of the images that {@code ancestor} names
 * @param before made before this, nanoseconds since the epoch; null for any
 * @param since made after this; null for any
 */
public record Matcher(
    Filters filters, Set<String> images, @Nullable Long before, @Nullable Long since)
    implements Predicate<Snapshot> {
  private static final Set<String> KNOWN =
      Set.of(
          "ancestor",
          "before",
          "exited",
          "expose",
          "health",
          "id",
          "is-task",
          "isolation",
          "label",
          "name",
          "network",
          "publish",
          "since",
          "status",
          "volume");

  private static final Set<String> HEALTHS = Set.of("none", "starting", "healthy", "unhealthy");

  /** Refuses names and values that are not known. */
  public static void check(Filters filters) {
    filters.allowOnly(KNOWN);
    for (String status : filters.get("status")) {
      try {
        Status.valueOf(status.toUpperCase(java.util.Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw ProblemException.invalid("invalid filter 'status=" + status + "'");
      }
    }
    for (String health : filters.get("health")) {
      if (!HEALTHS.contains(health)) {
        throw ProblemException.invalid("unrecognized filter value for health: " + health);
      }
    }
    for (String code : filters.get("exited")) {
      if (!code.matches("-?\\d{1,9}")) {
        throw ProblemException.invalid("invalid filter 'exited=" + code + "'");
      }
    }
  }

  @Override
  public boolean test(Snapshot c) {
    return (before == null || c.definition().created() < before)
        && (since == null || c.definition().created() > since)
        && any("id", c.id()::startsWith)
        && any("name", n -> named(c.name(), n))
        && filters.labels(c.definition().config().labels())
        && filters.exact("status", c.status().text())
        && any("exited", code -> exited(c, code))
        && any("ancestor", a -> a.equals(c.definition().config().image()) || of(c))
        && any("network", n -> networked(c, n))
        && any("volume", v -> mounted(c, v))
        && any("publish", p -> published(c, p))
        && any("expose", p -> Ports.exposed(c.definition().config()).contains(port(p)))
        && any("health", h -> h.equals(health(c.state().health())))
        && any("is-task", v -> v.equals("false") || v.equals("0"));
  }

  private boolean any(String name, Predicate<String> test) {
    List<String> values = filters.get(name);
    return values.isEmpty() || values.stream().anyMatch(test);
  }

  private static String health(@Nullable Health health) {
    return health == null ? "none" : health.status().text();
  }

  private boolean of(Snapshot c) {
    return images.contains(c.definition().imageId());
  }

  private static boolean named(String name, String wanted) {
    String plain = wanted.startsWith("/") ? wanted.substring(1) : wanted;
    try {
      Pattern pattern = Pattern.compile(wanted);
      return name.equals(plain)
          || pattern.matcher(name).find()
          || pattern.matcher("/" + name).find();
    } catch (PatternSyntaxException e) {
      return name.contains(plain);
    }
  }

  private static boolean exited(Snapshot c, String code) {
    return c.status() == Status.EXITED && c.state().exitCode() == Integer.parseInt(code);
  }

  private static boolean networked(Snapshot c, String wanted) {
    return NetworkView.networks(c).entrySet().stream()
        .anyMatch(e ->
            e.getKey().equals(wanted)
                || (!e.getValue().networkId().isEmpty()
                    && e.getValue().networkId().startsWith(wanted)));
  }

  private static boolean mounted(Snapshot c, String wanted) {
    return c.definition().mounts().stream()
        .anyMatch(m -> m.destination().equals(wanted) || wanted.equals(m.name()));
  }

  private static boolean published(Snapshot c, String wanted) {
    return NetworkView.summary(c).stream()
        .anyMatch(
            p -> p.publicPort() != null && (p.publicPort() + "/" + p.type()).equals(port(wanted)));
  }

  private static String port(String text) {
    return Ports.normal(text);
  }
}

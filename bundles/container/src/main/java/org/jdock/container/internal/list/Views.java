package org.jdock.container.internal.list;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdock.api.container.ContainerDetails;
import org.jdock.api.container.ContainerState;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.MountPoint;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.container.internal.state.Status;
import org.jdock.container.internal.store.Layout;
import org.jspecify.annotations.Nullable;

/** Containers as the Engine API shows them. */
public final class Views {
  private Views() {}

  /** For a list; its status text is empty and is filled in by {@link #at}. */
  public static ContainerSummary summary(Snapshot c) {
    Definition d = c.definition();
    Map<String, String> labels = d.config().labels();
    return new ContainerSummary(
        d.id(),
        List.of("/" + d.name()),
        d.config().image(),
        d.imageId(),
        d.command().stream()
            .map(a -> a.contains(" ") ? "'" + a + "'" : a)
            .collect(Collectors.joining(" ")),
        d.created() / 1_000_000_000L,
        NetworkView.summary(c),
        null,
        null,
        labels == null ? Map.of() : labels,
        c.status().text(),
        "",
        new ContainerSummary.HostNetwork(String.valueOf(d.hostConfig().networkMode())),
        new ContainerSummary.Networks(NetworkView.networks(c)),
        points(d));
  }

  /** A summary at a moment. */
  public static ContainerSummary at(
      ContainerSummary s, String status, @Nullable Long sizeRw, @Nullable Long sizeRoot) {
    return new ContainerSummary(
        s.id(),
        s.names(),
        s.image(),
        s.imageId(),
        s.command(),
        s.created(),
        s.ports(),
        sizeRw,
        sizeRoot,
        s.labels(),
        s.state(),
        status,
        s.hostConfig(),
        s.networkSettings(),
        s.mounts());
  }

  /** The state. */
  public static ContainerState state(RunState s) {
    Status status = s.status();
    return new ContainerState(
        status.text(),
        status.active(),
        status == Status.PAUSED,
        status == Status.RESTARTING,
        s.oomKilled(),
        status == Status.DEAD,
        s.pid(),
        s.exitCode(),
        s.error(),
        StatusText.time(s.startedAt()),
        StatusText.time(s.finishedAt()),
        health(s.health()));
  }

  private static ContainerState.@Nullable Health health(@Nullable Health health) {
    return health == null
        ? null
        : new ContainerState.Health(
            health.status().text(),
            health.failingStreak(),
            health.log().stream()
                .map(p ->
                    new ContainerState.HealthProbe(
                        StatusText.time(p.start()),
                        StatusText.time(p.end()),
                        p.exitCode(),
                        p.output()))
                .toList());
  }

  /** The log that people may read in place, where the container's log driver keeps such a one. */
  private static String logPath(Layout layout, String id) {
    Path log = layout.file(id, id + "-json.log");
    return Files.exists(log) ? log.toString() : "";
  }

  /** All about one. */
  public static ContainerDetails details(
      Snapshot c,
      Layout layout,
      Map<String, String> graph,
      @Nullable Long sizeRw,
      @Nullable Long sizeRoot) {
    Definition d = c.definition();
    Definition.Confinement confinement = d.confinement();
    return new ContainerDetails(
        d.id(),
        StatusText.time(d.created()),
        d.command().getFirst(),
        d.command().subList(1, d.command().size()),
        state(c.state()),
        d.imageId(),
        layout.file(d.id(), "resolv.conf").toString(),
        layout.file(d.id(), "hostname").toString(),
        layout.file(d.id(), "hosts").toString(),
        logPath(layout, d.id()),
        "/" + d.name(),
        c.state().restartCount(),
        d.storageDriver(),
        "linux",
        "",
        "",
        confinement == null ? "" : Objects.requireNonNullElse(confinement.appArmorProfile(), ""),
        null,
        d.hostConfig(),
        new ContainerDetails.GraphDriver(graph, d.storageDriver()),
        sizeRw,
        sizeRoot,
        points(d),
        d.config(),
        NetworkView.settings(c));
  }

  /** Those of {@code --tmpfs} are not among them: Docker shows them in the host configuration. */
  private static List<MountPoint> points(Definition d) {
    Map<String, String> tmpfs = d.hostConfig().tmpfs();
    return d.mounts().stream()
        .filter(m -> tmpfs == null || !m.type().equals("tmpfs") || !asked(tmpfs, m.destination()))
        .map(MountEntry::point)
        .toList();
  }

  private static boolean asked(Map<String, String> tmpfs, String destination) {
    return tmpfs.keySet().stream()
        .anyMatch(path -> Path.of(path).normalize().toString().equals(destination));
  }
}

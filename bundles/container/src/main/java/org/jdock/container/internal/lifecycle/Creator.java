package org.jdock.container.internal.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.Containers.Created;
import org.jdock.api.container.HostConfig;
import org.jdock.api.image.ImageDetails;
import org.jdock.api.image.Platform;
import org.jdock.api.network.SandboxSpec;
import org.jdock.api.volume.Volumes.Volume;
import org.jdock.container.internal.create.Checks;
import org.jdock.container.internal.create.ConfigMerge;
import org.jdock.container.internal.create.Defaults;
import org.jdock.container.internal.create.ImagePlatform;
import org.jdock.container.internal.create.Names;
import org.jdock.container.internal.create.Ports;
import org.jdock.container.internal.health.Health;
import org.jdock.container.internal.health.Probe;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.mounts.MountList;
import org.jdock.container.internal.output.ContainerOutput;
import org.jdock.container.internal.output.OutputSpec;
import org.jdock.container.internal.spec.HostFacts;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.RunState;
import org.jdock.container.internal.state.Snapshot;
import org.jdock.spi.log.LogTarget;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;

/** Makes containers; nothing is left of one that can't be made. Thread-safe. */
final class Creator {
  private final Services services;
  private final Security security;
  private final Publisher publisher;
  private final ContainerIndex index;
  private final CopyUp copyUp;

  Creator(Services services, Security security, Publisher publisher, ContainerIndex index) {
    this.services = services;
    this.security = security;
    this.publisher = publisher;
    this.index = index;
    this.copyUp = new CopyUp(services);
  }

  Created create(
      @Nullable String name,
      ContainerConfig asked,
      HostConfig askedHost,
      List<SandboxSpec.Endpoint> endpoints,
      @Nullable Platform platform) {
    DaemonSettings settings = services.settings().current();
    Checks.config(asked);
    Checks.host(askedHost, Runtime.getRuntime().availableProcessors());
    ImageDetails image = services.images().inspect(asked.image());
    ImagePlatform.check(asked.image(), image, platform);
    ContainerConfig config = ConfigMerge.merge(asked, image.config());
    List<String> command = ConfigMerge.command(config);
    Checks.config(config);
    Drivers drivers = new Drivers(services.drivers());
    String runtime = drivers.runtime(askedHost.runtime(), settings);
    SecuritySettings allowed = security.decide(security.profile(), askedHost);
    HostConfig host =
        Defaults.host(askedHost, settings, runtime, services.host().unified(), allowed);
    drivers.log(Objects.requireNonNull(host.logConfig()));
    Ports.of(config, host);
    if (Boolean.TRUE.equals(host.init())) {
      Starter.init();
    }
    List<MountEntry> mounts = MountList.of(config, host, inherited(host));
    String id = Names.id();
    Definition definition =
        new Definition(
            id,
            "",
            Clock.nanos(),
            image.id(),
            Defaults.named(config, hostname(host, id)),
            host,
            command,
            services.rootfs().defaultDriver(),
            runtime,
            security.profile(),
            mounts,
            NetworkList.asked(host, endpoints),
            new Definition.Confinement(
                allowed.appArmorProfile(),
                askedHost.maskedPaths() != null,
                askedHost.readonlyPaths() != null));
    Undo undo = new Undo();
    try {
      make(name, definition, undo);
    } catch (RuntimeException e) {
      undo.run();
      throw e;
    }
    List<String> warnings = warnings(askedHost, services.host());
    if (platform == null) {
      warnings.addAll(ImagePlatform.warnings(image));
    }
    return new Created(id, warnings);
  }

  private void make(@Nullable String name, Definition unnamed, Undo undo) {
    String id = unnamed.id();
    Definition d = unnamed.named(name(name, id));
    undo.push("giving back the name", () -> index.release(d.name(), id));
    services.store().prepare(id);
    undo.push("deleting the container's directory", () -> services.store().delete(id));
    services.rootfs().create(d.storageDriver(), id, d.imageId());
    undo.push("deleting the root", () -> services.rootfs().remove(d.storageDriver(), id));
    Definition complete = volumes(d, undo);
    copyUp.fill(complete);
    services.store().write(complete);
    index.add(container(new Snapshot(complete, RunState.NEW)));
    publisher.publish(complete, "create");
  }

  private String name(@Nullable String asked, String id) {
    if (asked != null && !asked.isEmpty()) {
      String name = asked.startsWith("/") ? asked.substring(1) : asked;
      index.reserve(name, id);
      return name;
    }
    for (int attempt = 0; ; attempt++) {
      String name = Names.invent(attempt);
      if (index.tryReserve(name, id)) {
        return name;
      }
    }
  }

  private Definition volumes(Definition d, Undo undo) {
    List<MountEntry> all = new ArrayList<>();
    for (MountEntry m : d.mounts()) {
      all.add(m.isVolume() ? volume(d, m, undo) : bind(m));
    }
    return d.mounted(all);
  }

  private static MountEntry bind(MountEntry m) {
    if (m.type().equals("bind") && !m.noCopy()) {
      try {
        if (!Files.exists(Path.of(m.source()))) {
          Files.createDirectories(Path.of(m.source()));
        }
      } catch (NoSuchFileException e) {
        throw ProblemException.failed(
            "error while creating mount source path '%s': mkdir %s: no such file or directory"
                .formatted(m.source(), e.getFile()),
            e);
      } catch (IOException e) {
        throw ProblemException.failed(
            "error while creating mount source path '" + m.source() + "': " + e.getMessage(), e);
      }
    }
    return m;
  }

  private MountEntry volume(Definition d, MountEntry m, Undo undo) {
    HostConfig.VolumeOptions options = options(d.hostConfig(), m.destination());
    Map<String, String> labels = options == null ? null : options.labels();
    HostConfig.DriverConfig driver = options == null ? null : options.driverConfig();
    Map<String, String> driverOptions = driver == null ? null : driver.options();
    Volume volume =
        services
            .volumes()
            .create(
                m.name(),
                m.driver(),
                driverOptions == null ? Map.of() : driverOptions,
                labels == null ? Map.of() : labels);
    if (m.name() == null) {
      undo.push("removing a volume", () -> services.volumes().remove(volume.name(), true));
    }
    services.volumes().refer(volume.name(), d.id());
    undo.push("releasing a volume", () -> services.volumes().release(volume.name(), d.id()));
    return m.resolved(volume.name(), volume.mountpoint(), volume.driver());
  }

  private static HostConfig.@Nullable VolumeOptions options(HostConfig host, String destination) {
    List<HostConfig.Mount> mounts = host.mounts();
    if (mounts != null) {
      for (HostConfig.Mount mount : mounts) {
        if (mount.target() != null
            && Path.of(mount.target()).normalize().toString().equals(destination)) {
          return mount.volumeOptions();
        }
      }
    }
    return null;
  }

  /** The mounts of other containers, as {@code --volumes-from} asks for. */
  private List<MountEntry> inherited(HostConfig host) {
    List<MountEntry> all = new ArrayList<>();
    List<String> from = host.volumesFrom();
    for (String spec : from == null ? List.<String>of() : from) {
      int colon = spec.indexOf(':');
      String ref = colon < 0 ? spec : spec.substring(0, colon);
      String mode = colon < 0 ? "" : spec.substring(colon + 1);
      if (!mode.isEmpty() && !mode.equals("ro") && !mode.equals("rw")) {
        throw ProblemException.invalid("invalid mode for volumes-from: " + mode);
      }
      for (MountEntry m : index.find(ref).definition().mounts()) {
        if (!m.type().equals("tmpfs")) {
          all.add(
              new MountEntry(
                  m.type(),
                  m.name(),
                  m.source(),
                  m.destination(),
                  m.driver(),
                  mode.isEmpty() ? m.mode() : mode,
                  m.rw() && !mode.equals("ro"),
                  m.propagation(),
                  m.options(),
                  true));
        }
      }
    }
    return all;
  }

  private static String hostname(HostConfig host, String id) {
    if ("host".equals(host.networkMode()) || "host".equals(host.utsMode())) {
      try {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
      } catch (IOException e) {
        throw ProblemException.failed("the host's name can't be read: " + e, e);
      }
    }
    return id.substring(0, 12);
  }

  static List<String> warnings(HostConfig host, HostFacts facts) {
    List<String> all = new ArrayList<>();
    if (host.memory() > 0 && !facts.swap()) {
      all.add(
          "Your kernel does not support swap limit capabilities or the cgroup is not mounted."
              + " Memory limited without swap.");
    }
    if (host.oomScoreAdj() < 0 && !facts.canRaiseLimits()) {
      all.add("The daemon lacks CAP_SYS_RESOURCE: oom_score_adj is not lowered.");
    }
    if (Boolean.TRUE.equals(host.oomKillDisable())) {
      all.add(
          facts.unified()
              ? "Your kernel does not support OomKillDisable. OomKillDisable discarded."
              : host.memory() == 0
                  ? "OOM killer is disabled for the container, but no memory limit is set, this can"
                      + " result in the system running out of resources."
                  : "");
    }
    if ("host".equals(host.networkMode())
        && host.portBindings() != null
        && !host.portBindings().isEmpty()) {
      all.add("Published ports are discarded when using host network mode");
    }
    all.removeIf(String::isEmpty);
    return all;
  }

  /** One that is there from now on. */
  Container container(Snapshot first) {
    Definition d = first.definition();
    Container c = new Container(first, output(d));
    c.probing =
        services
            .health()
            .of(
                d.id(),
                d.config(),
                (round, probe) -> c.queue.later("probing " + d.id(), () -> take(c, round, probe)));
    return c;
  }

  /** What a probe found; only what it says all in all is worth a write. */
  private void take(Container c, long round, Probe probe) {
    Health before = c.state().health();
    Health now = c.probing == null ? null : c.probing.accept(round, probe, before);
    if (now == null || before == null) {
      return;
    }
    c.become(c.state().withHealth(now));
    if (now.status() != before.status()) {
      services.store().write(c.id(), c.state(), false);
      publisher.publish(c.definition(), "health_status: " + now.status().text());
    }
  }

  private ContainerOutput output(Definition d) {
    HostConfig.LogConfig log = Objects.requireNonNull(d.hostConfig().logConfig());
    ContainerConfig config = d.config();
    Path directory = services.layout().directory(d.id());
    Map<String, String> options = log.config();
    return services
        .outputs()
        .of(
            new OutputSpec(
                services.layout().monitor(d.id()),
                config.tty(),
                config.stdinOnce(),
                String.valueOf(log.type()),
                options == null ? Map.of() : options,
                new LogTarget(
                    d.id(),
                    d.name(),
                    d.imageId(),
                    config.image(),
                    d.command(),
                    Instant.ofEpochSecond(0, d.created()),
                    config.labels() == null ? Map.of() : config.labels(),
                    config.env() == null ? List.of() : config.env(),
                    directory),
                directory.resolve("output.json")));
  }
}

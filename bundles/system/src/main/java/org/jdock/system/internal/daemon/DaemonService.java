package org.jdock.system.internal.daemon;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.api.config.DaemonSettings;
import org.jdock.api.config.Settings;
import org.jdock.api.container.ContainerSummary;
import org.jdock.api.container.Containers;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.image.Images;
import org.jdock.api.image.RootFilesystems;
import org.jdock.api.system.Daemon;
import org.jdock.api.system.DaemonFacts;
import org.jdock.api.system.DaemonInfo;
import org.jdock.system.internal.event.EventBus;
import org.jdock.system.internal.host.CgroupFacts;
import org.jdock.system.internal.host.HostFacts;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The daemon as it is when asked. Containers, images and file systems come and go: without them
 * their numbers are 0, so that a daemon that can't run anything still says why.
 */
@Component(service = Daemon.class)
public final class DaemonService implements Daemon {
  private static final String INDEX = "https://index.docker.io/v1/";

  private final Settings settings;
  private final DriverFacts drivers;
  private final String id;
  private final String version = Version.read();

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Containers containers;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable Images images;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable RootFilesystems fileSystems;

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  volatile @Nullable EventBus events;

  /** Reads the identity, or makes one. */
  @Activate
  public DaemonService(@Reference Settings settings, @Reference DriverRegistry registry)
      throws IOException {
    this.settings = settings;
    drivers = new DriverFacts(registry);
    id = DaemonId.of(settings.current().dataRoot());
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public DaemonInfo info() {
    DaemonSettings now = settings.current();
    CgroupFacts cgroups = cgroups();
    List<ContainerSummary> all = all();
    String storage = storage(now);
    var runtimes = drivers.runtimes();
    return new DaemonInfo(
        id,
        all.size(),
        count(all, "running"),
        count(all, "paused"),
        all.size() - count(all, "running") - count(all, "paused"),
        imageCount(),
        storage,
        storage.isEmpty() ? List.of() : drivers.storage(storage),
        drivers.plugins(),
        cgroups.memory(),
        cgroups.swap(),
        cgroups.cpu(),
        cgroups.cpu(),
        cgroups.pids(),
        HostFacts.forwards(),
        now.debug(),
        cgroups.oomDisable(),
        HostFacts.threads(),
        Instant.now().toString(),
        now.logDriver(),
        "cgroupfs",
        cgroups.version(),
        HostFacts.kernelVersion(),
        HostFacts.operatingSystem(),
        "linux",
        HostFacts.architecture(),
        Runtime.getRuntime().availableProcessors(),
        HostFacts.memory(),
        INDEX,
        now.dataRoot().toString(),
        HostFacts.hostName(),
        List.of(),
        false,
        version,
        runtimes,
        runtime(now, runtimes),
        true,
        securityOptions(now, cgroups),
        Warnings.of(cgroups));
  }

  @Override
  public DaemonFacts facts() {
    DaemonSettings now = settings.current();
    CgroupFacts cgroups = cgroups();
    EventBus bus = events;
    return new DaemonFacts(
        cgroups.cpuShares(),
        cgroups.cpuSet(),
        HostFacts.bridgeNf("iptables"),
        HostFacts.bridgeNf("ip6tables"),
        HostFacts.openFiles(),
        bus == null ? 0 : bus.listeners(),
        HostFacts.operatingSystemVersion(),
        RegistryFacts.of(now),
        null,
        ProxyFacts.of("http"),
        ProxyFacts.of("https"),
        ProxyFacts.none(),
        HostFacts.init(),
        "",
        DaemonFacts.Commit.NONE,
        new DaemonFacts.Commit(drivers.commit(runtime(now, drivers.runtimes())), ""),
        DaemonFacts.Commit.NONE);
  }

  @Override
  public String storageDriver() {
    return storage(settings.current());
  }

  private static CgroupFacts cgroups() {
    try {
      return CgroupFacts.read();
    } catch (IOException e) {
      throw ProblemException.failed("the host's control groups can't be read: " + e, e);
    }
  }

  private List<ContainerSummary> all() {
    Containers service = containers;
    return service == null ? List.of() : service.list(true, 0, false, Filters.NONE);
  }

  private static int count(List<ContainerSummary> all, String state) {
    return (int) all.stream().filter(c -> c.state().equals(state)).count();
  }

  private int imageCount() {
    Images service = images;
    return service == null ? 0 : service.list(false, Filters.NONE).size();
  }

  private String storage(DaemonSettings now) {
    RootFilesystems service = fileSystems;
    return service == null ? now.storageDriver() : service.defaultDriver();
  }

  private static String runtime(DaemonSettings now, Map<String, ?> runtimes) {
    return now.runtime().isEmpty()
        ? runtimes.keySet().stream().findFirst().orElse("")
        : now.runtime();
  }

  private static List<String> securityOptions(DaemonSettings now, CgroupFacts cgroups) {
    List<String> options = new ArrayList<>();
    if (HostFacts.appArmor()) {
      options.add("name=apparmor");
    }
    if (HostFacts.seccomp()) {
      options.add("name=seccomp,profile=builtin");
    }
    if (cgroups.version().equals("2")) {
      options.add("name=cgroupns");
    }
    if (!now.securityProfile().isEmpty()) {
      options.add("name=jdock,profile=" + now.securityProfile());
    }
    return List.copyOf(options);
  }
}

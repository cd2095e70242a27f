package org.jdock.container.internal.lifecycle;

import org.jdock.api.config.Settings;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.event.Events;
import org.jdock.api.image.Images;
import org.jdock.api.image.RootFilesystems;
import org.jdock.api.network.Sandboxes;
import org.jdock.api.volume.Volumes;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.container.internal.exit.Exits;
import org.jdock.container.internal.health.HealthMonitor;
import org.jdock.container.internal.output.Outputs;
import org.jdock.container.internal.spec.HostFacts;
import org.jdock.container.internal.store.ContainerStore;
import org.jdock.container.internal.store.Layout;
import org.jdock.linux.cgroup.CgroupMoves;

/** What the life cycle needs of others. */
record Services(
    Settings settings,
    DriverRegistry drivers,
    Events events,
    Images images,
    RootFilesystems rootfs,
    Sandboxes sandboxes,
    Volumes volumes,
    Outputs outputs,
    Exits exits,
    UserLookup users,
    HealthMonitor health,
    HostFacts host,
    CgroupMoves moves,
    Layout layout,
    ContainerStore store) {}

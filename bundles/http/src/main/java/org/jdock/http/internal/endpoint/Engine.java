package org.jdock.http.internal.endpoint;

import org.jdock.api.container.Containers;
import org.jdock.api.container.Execs;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.api.image.Images;
import org.jdock.api.network.Networks;
import org.jdock.api.system.Daemon;
import org.jdock.api.volume.Volumes;

/** What the endpoints translate to. */
public record Engine(
    Containers containers,
    Execs execs,
    Images images,
    Networks networks,
    Volumes volumes,
    Events events,
    Daemon daemon,
    Drivers drivers) {}

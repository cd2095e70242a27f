package org.jdock.api.container;

import org.jspecify.annotations.Nullable;

/** A mount inside a container, as inspect shows it. */
public record MountPoint(
    String type,
    @Nullable String name,
    String source,
    String destination,
    @Nullable String driver,
    String mode,
    boolean rw,
    String propagation) {}

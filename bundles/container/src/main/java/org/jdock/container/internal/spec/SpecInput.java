package org.jdock.container.internal.spec;

import java.util.Optional;
import org.jdock.api.network.Sandbox;
import org.jdock.container.internal.exec.UserLookup;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.store.Layout;
import org.jdock.spi.security.SecuritySettings;

/**
 * All that a container's OCI configuration follows from.
 *
 * @param definition the container
 * @param layout where it lies
 * @param user who it runs as
 * @param security what it may do
 * @param sandbox its network
 * @param host what this host offers
 * @param cgroupParent above its cgroup, without a leading slash
 * @param init a small first process, when one was asked for
 */
public record SpecInput(
    Definition definition,
    Layout layout,
    UserLookup.User user,
    SecuritySettings security,
    Sandbox sandbox,
    HostFacts host,
    String cgroupParent,
    Optional<java.nio.file.Path> init) {}

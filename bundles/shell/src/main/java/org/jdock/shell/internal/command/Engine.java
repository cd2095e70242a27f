package org.jdock.shell.internal.command;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.container.Containers;
import org.jdock.api.container.Execs;
import org.jdock.api.driver.DriverSources;
import org.jdock.api.driver.Drivers;
import org.jdock.api.event.Events;
import org.jdock.api.image.Images;
import org.jdock.api.network.Networks;
import org.jdock.api.system.Daemon;
import org.jdock.api.trust.DriverTrust;
import org.jdock.api.volume.Volumes;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The engine's services as they are now. All are optional: a console is most needed when part of
 * the engine is missing. Thread-safe.
 */
@Component(service = Engine.class)
public class Engine {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Drivers drivers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable DriverSources driverSources;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Containers containers;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Execs execs;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Images images;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Volumes volumes;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Networks networks;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Events events;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Daemon daemon;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable DriverTrust trust;

  Drivers drivers() {
    return there(drivers, "driver registry");
  }

  DriverSources driverSources() {
    return there(driverSources, "service for sources of drivers");
  }

  DriverTrust trust() {
    return there(trust, "trust store");
  }

  Containers containers() {
    return there(containers, "container service");
  }

  Execs execs() {
    return there(execs, "exec service");
  }

  Images images() {
    return there(images, "image service");
  }

  Volumes volumes() {
    return there(volumes, "volume service");
  }

  Networks networks() {
    return there(networks, "network service");
  }

  Events events() {
    return there(events, "event service");
  }

  Daemon daemon() {
    return there(daemon, "system service");
  }

  private static <T> T there(@Nullable T service, String name) {
    if (service == null) {
      throw new ProblemException(
          Problem.UNAVAILABLE, "the " + name + " is not running: the daemon's log says why");
    }
    return service;
  }
}

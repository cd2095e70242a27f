package org.jdock.driver.security.defaults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityHost;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a container's AppArmor profile; on a host with AppArmor that of containers which do not
 * ask for another is {@value #DEFAULT}, which has to be in the kernel first. Thread-safe.
 */
final class AppArmor {
  /** Docker's name for it, which tools look for and people ask for. */
  static final String DEFAULT = "docker-default";

  private static final Logger LOG = LogManager.getLogger(AppArmor.class);

  private final Path enabled;
  private final Path list;
  private final AppArmorParser parser;
  private volatile @Nullable Path directory;

  AppArmor() {
    this(
        Path.of("/sys/module/apparmor/parameters/enabled"),
        Path.of("/sys/kernel/security/apparmor/profiles"),
        new AppArmorParser("apparmor_parser"));
  }

  /**
   * On a host of these files.
   *
   * @param enabled says {@code Y} where the kernel has AppArmor
   * @param list of the profiles that it has, {@code name (mode)} each; need not be there
   */
  AppArmor(Path enabled, Path list, AppArmorParser parser) {
    this.enabled = enabled;
    this.list = list;
    this.parser = parser;
  }

  /**
   * Loads {@value #DEFAULT} unless the kernel has this one, or one of that name which Docker loaded
   * and we never did; it takes a second. Without AppArmor nothing happens; without its parser
   * containers go without a profile, and the log says so.
   *
   * @param place where the profile's file is kept, which tells what was loaded last
   */
  void open(Path place) throws DriverException {
    try {
      if (!Files.isReadable(enabled) || !Files.readString(enabled).startsWith("Y")) {
        return;
      }
      Path ours = place.resolve(DEFAULT);
      boolean current =
          Files.isReadable(list)
              && listed()
              && (!Files.exists(ours) || Files.readString(ours).equals(AppArmorParser.text()));
      if (!current && !parser.load(place)) {
        LOG.warn(
            "AppArmor is enabled, but containers run without a profile: apparmor_parser not found;"
                + " install the package apparmor and restart the daemon");
        return;
      }
      directory = place;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * The profile's name. The default one is loaded again if somebody took it out of the kernel, as
   * {@code aa-remove-unknown} does.
   *
   * @param asked by {@code --security-opt}, null when not
   * @return null for none
   * @throws DriverException INVALID for one that the kernel does not have
   */
  @Nullable String profile(@Nullable String asked, boolean privileged, SecurityHost host)
      throws DriverException {
    if (!host.appArmor()) {
      return null; // as Docker, which takes the option and has no use for it
    }
    String chosen = asked != null ? asked : privileged ? SecurityOptions.UNCONFINED : DEFAULT;
    if (!chosen.equals(DEFAULT)) {
      refuseMissing(chosen);
      return chosen;
    }
    Path place = directory;
    if (place == null) {
      return asked;
    }
    ensure(place);
    return DEFAULT;
  }

  /** The runtime would say only that it could not write a file under /proc. */
  private void refuseMissing(String chosen) throws DriverException {
    // Those of another policy's namespace and stacks of several are not in the list by this name.
    boolean plain = !chosen.startsWith(":") && !chosen.contains("//");
    try {
      if (plain
          && !chosen.equals(SecurityOptions.UNCONFINED)
          && Files.isReadable(list)
          && !listed(chosen)) {
        throw new DriverException(
            DriverException.Kind.INVALID,
            "AppArmor profile "
                + chosen
                + " is not loaded on this host: load it with apparmor_parser -r FILE, or ask for"
                + " another by --security-opt apparmor=");
      }
    } catch (IOException e) {
      throw new DriverException(DriverException.Kind.FAILED, list + " can't be read", e);
    }
  }

  private void ensure(Path place) throws DriverException {
    try {
      // Where the list is hidden (securityfs not mounted), what was loaded is taken to be there.
      if (Files.isReadable(list) && !listed()) {
        synchronized (this) {
          if (!listed()) {
            LOG.warn("AppArmor profile {} was taken out of the kernel: loaded again", DEFAULT);
            parser.load(place);
          }
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private boolean listed() throws IOException {
    return listed(DEFAULT);
  }

  private boolean listed(String profile) throws IOException {
    try (var profiles = Files.lines(list)) {
      return profiles.anyMatch(l -> l.startsWith(profile + " ("));
    }
  }

  private static DriverException failed(IOException e) {
    return new DriverException(
        DriverException.Kind.FAILED, "AppArmor profile " + DEFAULT + " can't be loaded", e);
  }
}

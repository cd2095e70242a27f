package org.jdock.driver.security.defaults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.spi.DriverException;
import org.jdock.spi.security.SecurityHost;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a container's AppArmor profile; on a host with AppArmor that of containers which do not
 * ask for another is {@value #DEFAULT}, which has to be loaded into the kernel first. Thread-safe.
 */
final class AppArmor {
  static final String DEFAULT = "jdock-default";

  private static final Logger LOG = LogManager.getLogger(AppArmor.class);
  private static final Path ENABLED = Path.of("/sys/module/apparmor/parameters/enabled");
  private static final Path LOADED = Path.of("/sys/kernel/security/apparmor/profiles");
  private static final int LIMIT_SECONDS = 20;

  private volatile boolean loaded;

  /**
   * Loads {@value #DEFAULT} unless the kernel has it, which takes a second. Without AppArmor
   * nothing happens; without its parser containers go without a profile, and the log says so.
   *
   * @param directory where the profile's file goes
   */
  void load(Path directory) throws DriverException {
    try {
      if (!Files.isReadable(ENABLED) || !Files.readString(ENABLED).startsWith("Y")) {
        return;
      }
      // The kernel's list may be hidden (securityfs not mounted): then it is loaded again.
      loaded =
          (Files.isReadable(LOADED)
                  && Files.readString(LOADED).lines().anyMatch(l -> l.startsWith(DEFAULT + " ")))
              || parse(directory);
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.FAILED, "AppArmor profile " + DEFAULT + " can't be loaded", e);
    }
  }

  /**
   * The profile's name.
   *
   * @param asked by {@code --security-opt}, null when not
   * @return null for none
   */
  @Nullable String profile(@Nullable String asked, boolean privileged, SecurityHost host) {
    if (!host.appArmor()) {
      return null; // as Docker, which takes the option and has no use for it
    }
    if (asked != null) {
      return asked;
    }
    if (privileged) {
      return "unconfined";
    }
    return loaded ? DEFAULT : null;
  }

  private static boolean parse(Path directory) throws IOException, DriverException {
    Path file = directory.resolve(DEFAULT);
    try (InputStream in = AppArmor.class.getResourceAsStream(DEFAULT)) {
      if (in == null) {
        throw new IllegalStateException("this bundle lacks its AppArmor profile");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
    Path answer = directory.resolve(DEFAULT + ".log");
    Process parser;
    try {
      parser =
          new ProcessBuilder("apparmor_parser", "-Kr", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
    } catch (IOException e) {
      LOG.warn("AppArmor is enabled, but containers run without a profile: install apparmor", e);
      return false;
    }
    try {
      if (parser.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && parser.exitValue() == 0) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      parser.destroyForcibly();
    }
    throw new DriverException(
        DriverException.Kind.FAILED,
        "AppArmor profile " + DEFAULT + " can't be loaded: " + Files.readString(answer).strip());
  }
}

package org.jdock.driver.security.defaults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.security.SecurityHost;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a container's seccomp filter and remembers the last ones: resolving takes milliseconds,
 * and most containers of a host ask for the same. Thread-safe.
 */
final class SeccompProfiles {
  private static final int REMEMBERED = 32;

  private final String configured;
  private volatile boolean x32 = true;
  private final Map<Key, String> resolved =
      new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, String> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** What a filter depends on; the whole profile's text, since files of the same name change. */
  private record Key(
      String profile, Set<String> capabilities, String architecture, String kernel) {}

  /**
   * Reads nothing yet.
   *
   * @param configured for containers that do not say: {@code builtin}, {@code unconfined}, a path
   */
  SeccompProfiles(String configured) {
    this.configured = configured.isEmpty() ? SecurityOptions.BUILTIN : configured;
  }

  /** Looks at the kernel. */
  void open() {
    x32 = KernelX32.possible();
  }

  Probe probe() {
    boolean word =
        configured.equals(SecurityOptions.BUILTIN) || configured.equals(SecurityOptions.UNCONFINED);
    return word || Files.isReadable(Path.of(configured))
        ? Probe.ok()
        : Probe.no(
            "seccomp profile " + configured + " can't be read",
            "set seccomp.profile of the default security profile to a file that is there, or to"
                + " builtin");
  }

  /**
   * The filter as an OCI {@code linux.seccomp} object.
   *
   * @param asked as in {@link SecurityOptions#seccomp}
   * @return null for none
   */
  @Nullable String filter(
      @Nullable String asked, boolean privileged, Set<String> capabilities, SecurityHost host)
      throws DriverException {
    if (asked == null && privileged) {
      return null;
    }
    String chosen = asked == null ? configured : asked;
    if (chosen.equals(SecurityOptions.UNCONFINED)) {
      return null;
    }
    if (!host.seccomp()) {
      if (asked == null || asked.equals(SecurityOptions.BUILTIN)) {
        return null;
      }
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "seccomp is not enabled in your kernel, cannot run a custom seccomp profile");
    }
    String text;
    if (chosen.equals(SecurityOptions.BUILTIN)) {
      text = builtin();
    } else {
      text = asked == null ? file(Path.of(chosen)) : asked;
    }
    return resolve(new Key(text, capabilities, host.architecture(), host.kernelRelease()));
  }

  private @Nullable String resolve(Key key) throws DriverException {
    synchronized (resolved) {
      String known = resolved.get(key);
      if (known != null) {
        return known;
      }
    }
    String filter =
        SeccompProfile.parse(key.profile)
            .resolve(
                new SeccompProfile.Target(key.architecture, key.kernel, key.capabilities, x32));
    if (filter != null) {
      synchronized (resolved) {
        resolved.put(key, filter);
      }
    }
    return filter;
  }

  private static String file(Path path) throws DriverException {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new DriverException(
          DriverException.Kind.UNAVAILABLE, "opening seccomp profile (" + path + ") failed", e);
    }
  }

  private static String builtin() {
    return Builtin.TEXT;
  }

  /** Read at the first use. */
  private static final class Builtin {
    static final String TEXT = read();

    private static String read() {
      try (InputStream in = SeccompProfiles.class.getResourceAsStream("seccomp.json")) {
        if (in == null) {
          throw new IllegalStateException("this bundle lacks its seccomp.json");
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}

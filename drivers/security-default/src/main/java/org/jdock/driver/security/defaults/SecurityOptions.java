package org.jdock.driver.security.defaults;

import java.util.List;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code --security-opt}, the last of each name counting.
 *
 * @param noNewPrivileges the OCI flag
 * @param seccomp {@link #BUILTIN}, {@link #UNCONFINED} or a profile's JSON; null when not given
 * @param appArmor a profile's name; null when not given
 */
record SecurityOptions(
    boolean noNewPrivileges, @Nullable String seccomp, @Nullable String appArmor) {
  static final String BUILTIN = "builtin";
  static final String UNCONFINED = "unconfined";

  /**
   * Reads them, the way Docker's daemon does, with its messages.
   *
   * @param noNewPrivileges what holds when the options do not say
   */
  static SecurityOptions parse(List<String> options, boolean noNewPrivileges)
      throws DriverException {
    boolean noNew = noNewPrivileges;
    String seccomp = null;
    String appArmor = null;
    for (String option : options) {
      if (option.equals("disable")) {
        continue; // a label option: nothing is labelled
      }
      Pair pair = Pair.of(option);
      switch (pair.name) {
        case "no-new-privileges" -> noNew = pair.truth(option);
        case "writable-cgroups" -> refuseWritableCgroups(pair.truth(option));
        case "seccomp" -> seccomp = pair.value;
        case "apparmor" -> appArmor = pair.value;
        case "label" -> {
          // as Docker without --selinux-enabled: nothing is labelled
        }
        default -> throw invalid(2, option);
      }
    }
    return new SecurityOptions(noNew, blankToNull(seccomp), blankToNull(appArmor));
  }

  private static void refuseWritableCgroups(boolean wanted) throws DriverException {
    if (wanted) {
      throw new DriverException(
          DriverException.Kind.UNSUPPORTED,
          "--security-opt writable-cgroups is not supported: a container's cgroups are writable"
              + " only with --privileged");
    }
  }

  private static @Nullable String blankToNull(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static DriverException invalid(int step, String option) {
    // %q of Go for what people type: quotes, backslashes and controls are rare enough
    String quoted = option.replace("\\", "\\\\").replace("\"", "\\\"");
    return new DriverException(
        DriverException.Kind.INVALID, "invalid --security-opt " + step + ": \"" + quoted + "\"");
  }

  private record Pair(String name, String value) {
    static Pair of(String option) throws DriverException {
      if (option.equals("no-new-privileges") || option.equals("writable-cgroups")) {
        return new Pair(option, "true");
      }
      int at = option.indexOf('=');
      if (at < 0) {
        at = option.indexOf(':'); // the older separator
      }
      if (at < 0) {
        throw invalid(1, option);
      }
      return new Pair(option.substring(0, at), option.substring(at + 1));
    }

    boolean truth(String option) throws DriverException {
      return switch (value) {
        case "1", "t", "T", "true", "TRUE", "True" -> true;
        case "0", "f", "F", "false", "FALSE", "False" -> false;
        default -> throw invalid(2, option);
      };
    }
  }
}

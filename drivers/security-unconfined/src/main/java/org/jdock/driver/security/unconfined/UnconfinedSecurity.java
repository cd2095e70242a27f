package org.jdock.driver.security.unconfined;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecurityRequest;
import org.jdock.spi.security.SecuritySettings;
import org.osgi.service.component.annotations.Component;

/**
 * No confinement of its own: every capability of the host but those dropped, no seccomp filter, no
 * label, nothing hidden unless asked. Devices and /sys stay as without {@code --privileged}.
 *
 * <p>{@code --cap-drop ALL} leaves what {@code --cap-add} names. Of the options only {@code
 * no-new-privileges} is heeded: the others choose among confinements, of which there are none here,
 * and one that asks for a confinement is refused rather than ignored. Thread-safe; never blocks.
 */
@Component(service = SecurityDriver.class, property = "jdock.driver=unconfined")
public final class UnconfinedSecurity implements SecurityDriver {
  private static final String ALL = "ALL";
  private static final Pattern NO_NEW =
      Pattern.compile(
          "no-new-privileges(?:[=:](?<value>1|t|T|true|TRUE|True|0|f|F|false|FALSE|False))?");
  private static final Pattern UNCONFINED =
      Pattern.compile("disable|label[=:].*|(?:seccomp|apparmor)[=:](?:unconfined)?");
  private static final Pattern CONFINED =
      Pattern.compile("(?<name>seccomp|apparmor)[=:].+", Pattern.DOTALL);

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public SecuritySettings decide(SecurityRequest request, SecurityHost host)
      throws DriverException {
    return new SecuritySettings(
        capabilities(request, host),
        null,
        noNewPrivileges(request.options()),
        null,
        null,
        request.privileged() || request.maskedPaths() == null ? List.of() : request.maskedPaths(),
        request.privileged() || request.readonlyPaths() == null
            ? List.of()
            : request.readonlyPaths(),
        request.privileged(),
        request.privileged());
  }

  private static Set<String> capabilities(SecurityRequest request, SecurityHost host)
      throws DriverException {
    Set<String> add = normalise("CapAdd", request.capAdd(), host);
    Set<String> drop = normalise("CapDrop", request.capDrop(), host);
    Set<String> granted = new TreeSet<>(host.capabilities());
    if (request.privileged()) {
      return granted;
    }
    if (drop.contains(ALL) && !add.contains(ALL)) {
      granted.retainAll(add);
    } else {
      granted.removeAll(drop);
      if (!add.contains(ALL)) {
        granted.addAll(add); // as Docker: what is both dropped and added is there
      }
    }
    return granted;
  }

  private static Set<String> normalise(String what, List<String> asked, SecurityHost host)
      throws DriverException {
    Set<String> result = new LinkedHashSet<>();
    for (String name : asked) {
      String upper = name.toUpperCase(Locale.ROOT);
      String full = upper.startsWith("CAP_") || upper.equals(ALL) ? upper : "CAP_" + upper;
      if (!full.equals(ALL) && !host.capabilities().contains(full)) {
        throw invalid("invalid " + what + ": unknown capability: \"" + full + "\"");
      }
      result.add(full);
    }
    return result;
  }

  private static boolean noNewPrivileges(List<String> options) throws DriverException {
    boolean result = false;
    for (String option : options) {
      var noNew = NO_NEW.matcher(option);
      var confined = CONFINED.matcher(option);
      if (noNew.matches()) {
        String value = noNew.group("value");
        result = value == null || value.matches("1|[tT].*");
      } else if (!UNCONFINED.matcher(option).matches()) {
        if (confined.matches()) {
          throw new DriverException(
              DriverException.Kind.UNSUPPORTED,
              "the security profile unconfined has no "
                  + confined.group("name")
                  + ": use the profile default");
        }
        throw invalid("invalid --security-opt 2: \"" + option + "\"");
      }
    }
    return result;
  }

  private static DriverException invalid(String message) {
    return new DriverException(DriverException.Kind.INVALID, message);
  }
}

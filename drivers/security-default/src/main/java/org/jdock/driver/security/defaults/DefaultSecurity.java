package org.jdock.driver.security.defaults;

import java.util.List;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.Probe;
import org.jdock.spi.security.SecurityDriver;
import org.jdock.spi.security.SecurityHost;
import org.jdock.spi.security.SecurityRequest;
import org.jdock.spi.security.SecuritySettings;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Docker's defaults: fourteen capabilities, a seccomp filter that follows the capabilities, an
 * AppArmor profile, hidden and read-only places in /proc and /sys; {@code --privileged} lifts all
 * of it.
 *
 * <p>Thread-safe; a decision reads nothing but its arguments, the configuration, what {@link #open}
 * found, and whether the kernel still has the AppArmor profile, which is loaded again if not.
 */
@Component(service = SecurityDriver.class, property = "jdock.driver=default")
@Designate(ocd = DefaultSecurity.Config.class)
public final class DefaultSecurity implements SecurityDriver {
  /** What an operator may change for all containers. */
  @ObjectClassDefinition(
      name = "Default security profile",
      description = "What containers may do unless they ask otherwise")
  public @interface Config {
    /** The same as {@code --security-opt no-new-privileges} for every container. */
    @AttributeDefinition(
        description =
            "Processes gain no privileges by set-user-ID programs, unless asked otherwise")
    boolean no_new_privileges() default false;

    /** {@code builtin}, {@code unconfined}, or the path of a profile. */
    @AttributeDefinition(
        description = "Seccomp profile: builtin, unconfined, or a file in Docker's or OCI's format")
    String seccomp_profile() default SecurityOptions.BUILTIN;
  }

  private final boolean noNewPrivileges;
  private final SeccompProfiles seccomp;
  private final AppArmor appArmor = new AppArmor();
  private volatile List<String> maskedPaths = SystemPaths.MASKED;

  /** Made by Declarative Services. */
  @Activate
  public DefaultSecurity(Config config) {
    this(config.no_new_privileges(), config.seccomp_profile());
  }

  DefaultSecurity(boolean noNewPrivileges, String seccompProfile) {
    this.noNewPrivileges = noNewPrivileges;
    this.seccomp = new SeccompProfiles(seccompProfile);
  }

  @Override
  public Probe probe() {
    return seccomp.probe();
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    maskedPaths = SystemPaths.masked();
    seccomp.open();
    appArmor.open(context.root());
  }

  @Override
  public SecuritySettings decide(SecurityRequest request, SecurityHost host)
      throws DriverException {
    Capabilities capabilities = Capabilities.of(Capabilities.DEFAULT, request, host);
    SecurityOptions options = SecurityOptions.parse(request.options(), noNewPrivileges);
    boolean privileged = request.privileged();
    return new SecuritySettings(
        capabilities.granted(),
        seccomp.filter(options.seccomp(), privileged, capabilities.granted(), host),
        options.noNewPrivileges(),
        appArmor.profile(options.appArmor(), privileged, host),
        null, // Docker's daemon labels nothing unless it is told to use SELinux
        privileged ? List.of() : given(request.maskedPaths(), maskedPaths),
        privileged ? List.of() : given(request.readonlyPaths(), SystemPaths.READ_ONLY),
        privileged,
        privileged);
  }

  private static List<String> given(@Nullable List<String> asked, List<String> otherwise) {
    return asked == null ? otherwise : asked;
  }
}

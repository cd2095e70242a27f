package ${package};

import java.util.List;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
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
 * A profile of two lists of your own: the capabilities that a container has unless it asks
 * otherwise, and the system calls that none but a privileged one may make. Hidden and read-only
 * paths are Docker's.
 *
 * <p>A pure function of its arguments and its configuration: keep it one. Methods may be called from
 * many threads at once.
 */
@Component(service = SecurityDriver.class, property = SecurityDriver.NAME + "=${driverName}")
@Designate(ocd = ListedSecurityDriver.Config.class)
public final class ListedSecurityDriver implements SecurityDriver {
  /** Each method is a key; its name has a dot where the method's has an underscore. */
  @ObjectClassDefinition(name = "${driverName}", description = "The security profile ${driverName}")
  public @interface Config {
    /** Names. */
    @AttributeDefinition(description = "Capabilities of a container that asks for no others")
    String[] allowed_capabilities() default {
      "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL",
      "CAP_NET_BIND_SERVICE", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID",
      "CAP_SYS_CHROOT"
    };

    /** Names. */
    @AttributeDefinition(description = "System calls that fail with EPERM")
    String[] denied_syscalls() default {
      "add_key", "bpf", "delete_module", "finit_module", "init_module", "io_uring_enter",
      "io_uring_register", "io_uring_setup", "kexec_file_load", "kexec_load", "keyctl",
      "open_by_handle_at", "perf_event_open", "process_vm_readv", "process_vm_writev", "ptrace",
      "reboot", "request_key", "swapoff", "swapon", "userfaultfd"
    };
  }

  private final List<String> allowed;
  private final SyscallFilter filter;

  /**
   * Made by Declarative Services, anew for each change of the configuration.
   *
   * @throws IllegalArgumentException for a name that is none; what served before serves on
   */
  @Activate
  public ListedSecurityDriver(Config config) {
    this(List.of(config.allowed_capabilities()), List.of(config.denied_syscalls()));
  }

  ListedSecurityDriver(List<String> allowed, List<String> denied) {
    for (String name : allowed) {
      if (!Capabilities.KNOWN.contains(name)) {
        throw new IllegalArgumentException(
            "allowed.capabilities: unknown capability " + name + ": write it as CAP_CHOWN");
      }
    }
    this.allowed = List.copyOf(allowed);
    filter = new SyscallFilter(denied);
  }

  @Override
  public Probe probe() {
    return Probe.ok();
  }

  @Override
  public SecuritySettings decide(SecurityRequest request, SecurityHost host)
      throws DriverException {
    Capabilities capabilities = Capabilities.of(allowed, request, host);
    SecurityOptions options = SecurityOptions.parse(request.options(), false);
    boolean privileged = request.privileged();
    return new SecuritySettings(
        capabilities.granted(),
        seccomp(options.seccomp(), privileged, host),
        options.noNewPrivileges(),
        appArmor(options.appArmor()),
        null,
        paths(privileged, request.maskedPaths(), SystemPaths.MASKED),
        paths(privileged, request.readonlyPaths(), SystemPaths.READ_ONLY),
        privileged,
        privileged);
  }

  private @Nullable String seccomp(@Nullable String asked, boolean privileged, SecurityHost host)
      throws DriverException {
    if (asked == null || asked.equals(SecurityOptions.BUILTIN)) {
      return privileged || !host.seccomp() ? null : filter.json(host.architecture());
    }
    if (asked.equals(SecurityOptions.UNCONFINED)) {
      return null;
    }
    throw new DriverException(
        Kind.UNSUPPORTED,
        "the security profile ${driverName} has a seccomp filter of its own and takes no other: use"
            + " the profile default, or seccomp=unconfined");
  }

  private static @Nullable String appArmor(@Nullable String asked) throws DriverException {
    if (asked == null || asked.equals(SecurityOptions.UNCONFINED)) {
      return null;
    }
    throw new DriverException(
        Kind.UNSUPPORTED,
        "the security profile ${driverName} has no AppArmor profiles: use the profile default");
  }

  private static List<String> paths(
      boolean privileged, @Nullable List<String> asked, List<String> otherwise) {
    if (privileged) {
      return List.of();
    }
    return asked == null ? otherwise : asked;
  }
}

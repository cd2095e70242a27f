package ${package};

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Options;
import org.jdock.spi.Probe;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.spi.volume.VolumeInfo;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps each volume in a directory of its own.
 *
 * <p>All that it must remember is on the disk, so that any other instance, of another version, can
 * go on at any moment. Methods may be called from many threads at once.
 */
@Component(service = VolumeDriver.class, property = "jdock.driver=${driverName}")
public final class DirectoryVolumeDriver implements VolumeDriver {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,200}");
  private static final String MODE = "mode";
  private static final String DEFAULT_MODE = "rwxr-xr-x";

  private volatile @Nullable Volumes opened;

  /** Is asked before anything else, changes nothing, and says what would mend a "no". */
  @Override
  public Probe probe() {
    return Probe.ok();
  }

  /** The engine refuses any other option when a volume is created, and names these. */
  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(
            MODE,
            OptionSpec.Type.STRING,
            DEFAULT_MODE,
            "permissions of the volume's directory, such as rwxr-x---"));
  }

  @Override
  public void open(DriverContext context) throws DriverException {
    try {
      opened = new Volumes(context.root(), context.execRoot());
    } catch (IOException e) {
      throw failed("open " + context.root(), e);
    }
  }

  /** Gives back descriptors; what containers use stays. */
  @Override
  public void close() {
    Volumes volumes = opened;
    opened = null;
    if (volumes != null) {
      volumes.close();
    }
  }

  @Override
  public void create(String name, Map<String, String> options) throws DriverException {
    Options.check("volume driver ${driverName}", options(), options);
    var mode = mode(options.getOrDefault(MODE, DEFAULT_MODE));
    alone(
        "create",
        name,
        volumes -> {
          VolumeInfo known = volumes.find(name);
          if (known == null) {
            volumes.create(name, new VolumeRecord(Instant.now(), options), mode);
          } else if (!known.options().equals(options)) {
            throw new DriverException(
                Kind.CONFLICT,
                "a volume named \"" + name + "\" exists already, with options " + known.options());
          }
          return name;
        });
  }

  private static Set<PosixFilePermission> mode(String text) throws DriverException {
    try {
      return PosixFilePermissions.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new DriverException(
          Kind.INVALID, MODE + " is \"" + text + "\": it must be written as in rwxr-x---", e);
    }
  }

  @Override
  public void remove(String name) throws DriverException {
    alone(
        "remove",
        name,
        volumes -> {
          if (volumes.find(name) != null) {
            List<String> holders = volumes.holders(name);
            if (!holders.isEmpty()) {
              throw new DriverException(
                  Kind.CONFLICT, "remove " + name + ": volume is in use - " + holders);
            }
            volumes.discard(name);
          }
          volumes.sweep();
          return name;
        });
  }

  @Override
  public Path mount(String name, String holder) throws DriverException {
    return alone(
        "mount",
        name,
        volumes -> {
          known(name, volumes.find(name));
          volumes.hold(name, holder);
          return volumes.data(name).toAbsolutePath();
        });
  }

  @Override
  public void unmount(String name, String holder) throws DriverException {
    alone(
        "unmount",
        name,
        volumes -> {
          volumes.release(name, holder);
          return name;
        });
  }

  @Override
  public VolumeInfo stat(String name) throws DriverException {
    return alone("read", name, volumes -> known(name, volumes.find(name)));
  }

  @Override
  public List<VolumeInfo> list() throws DriverException {
    Volumes volumes = volumes();
    try (var _ = volumes.alone()) {
      return volumes.all();
    } catch (IOException e) {
      throw failed("list the volumes", e);
    }
  }

  private static VolumeInfo known(String name, @Nullable VolumeInfo found) throws DriverException {
    if (found == null) {
      throw new DriverException(Kind.NOT_FOUND, "get " + name + ": no such volume");
    }
    return found;
  }

  /** What a call does while no other call, of whatever version, does anything. */
  @FunctionalInterface
  private interface Work<T> {
    T with(Volumes volumes) throws IOException, DriverException;
  }

  private <T> T alone(String tried, String name, Work<T> work) throws DriverException {
    if (!NAME.matcher(name).matches()) {
      throw new DriverException(
          Kind.INVALID, "a volume's name is letters, digits, _ . and -, not \"" + name + "\"");
    }
    Volumes volumes = volumes();
    try (var _ = volumes.alone()) {
      return work.with(volumes);
    } catch (IOException e) {
      throw failed(tried + " volume " + name, e);
    }
  }

  private Volumes volumes() {
    Volumes volumes = opened;
    if (volumes == null) {
      throw new IllegalStateException("called before open or after close");
    }
    return volumes;
  }

  private static DriverException failed(String tried, IOException why) {
    return new DriverException(Kind.FAILED, "could not " + tried + ": " + why.getMessage(), why);
  }
}

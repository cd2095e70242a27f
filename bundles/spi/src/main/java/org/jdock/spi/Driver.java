package org.jdock.spi;

import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What every driver is, whatever its kind.
 *
 * <p><b>Identity.</b> A driver is an OSGi service registered under the interface of its kind (a
 * direct sub-interface of this one) with the property {@value #NAME}; its version is its bundle's.
 *
 * <p><b>Order of calls.</b> {@link #probe()}, {@link #options()} and {@link #capabilities()} may
 * come at any time after construction. {@link #open} comes once, before every other call; {@link
 * #close} comes once, after the last. A constructor touches neither disk nor kernel: a driver is
 * made lazily, at its first use.
 *
 * <p><b>Configuration.</b> A component of Declarative Services takes it in its constructor, and
 * declares its keys with types, defaults, ranges and allowed values by metatype annotations
 * ({@code @Designate}): what they do not allow is refused before the driver is asked. A constructor
 * refuses the rest, such as values that contradict each other, by an {@code
 * IllegalArgumentException} whose message operators read; so does a {@link #probe()} that turns
 * from ready to not ready. The values before go on serving then. Each factory configuration of the
 * component makes another driver, whose name is the service property {@value #NAME} and whose
 * {@link DriverContext} is its own.
 *
 * <p><b>Threads.</b> Every method may be called from many platform threads at once; a call may
 * block within the time limit of its operation, after which the engine abandons it and its thread.
 *
 * <p><b>No irreplaceable memory.</b> What a driver must remember is on disk under {@link
 * DriverContext#root()} or in {@link DriverContext#state()}. Another instance, of another version
 * within the same major version, must be able to go on from there at any moment.
 *
 * <p><b>Idempotence.</b> Each mutating call may be repeated after a crash and then has the same
 * outcome as one call.
 *
 * <p><b>Errors.</b> {@link DriverException} with a {@link DriverException.Kind}; anything else
 * counts as a fault of the driver.
 */
@ConsumerType
public interface Driver {
  /** Service property: the driver's name, unique within its kind, such as {@code overlay2}. */
  String NAME = "jdock.driver";

  /**
   * Answers whether this host can run the driver. Changes nothing and needs no {@link #open}.
   *
   * @return ready, or the reason why not together with what would mend it
   */
  Probe probe();

  /** The options that users may give for one object of this kind; empty when there are none. */
  default List<OptionSpec> options() {
    return List.of();
  }

  /** The names of the optional abilities of this kind that the driver has. */
  default Set<String> capabilities() {
    return Set.of();
  }

  /** Hands over what the driver works with. Cheap: no more than creating its directories. */
  default void open(DriverContext context) throws DriverException {}

  /**
   * Releases threads, descriptors and memory, never what the kernel or the disk holds for running
   * containers. After it no method is called.
   */
  default void close() {}
}

package org.jdock.driver.runtime.oci;

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Any other runtime with the same command line, such as gVisor's or Kata's: one for each factory
 * configuration of {@value #PID}, whose {@code jdock.driver} names it.
 */
@Component(
    service = RuntimeDriver.class,
    configurationPid = CustomDriver.PID,
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = CustomDriver.Config.class, factory = true)
public final class CustomDriver extends OciRuntime {
  /** Of the factory configurations. */
  static final String PID = "org.jdock.driver.runtime.oci.custom";

  /** Which runtime. */
  @ObjectClassDefinition(
      name = "OCI runtime",
      description = "A further runtime with runc's command line")
  public @interface Config {
    /** The name, becoming the service's property. */
    @AttributeDefinition(description = "The name, as in docker run --runtime")
    String jdock_driver();

    /** Path or name. */
    @AttributeDefinition(description = "Path of the runtime, or its name along PATH")
    String runtime();

    /** Path or name. */
    @AttributeDefinition(description = "Path of conmon, or its name along PATH")
    String conmon() default "conmon";

    /** Words. */
    @AttributeDefinition(description = "Further arguments of every call")
    String[] arguments() default {};

    /** See {@link PrivateCgroups}. */
    @AttributeDefinition(description = "Show it version 1 of cgroups only, on a host with both")
    boolean private_cgroups() default false;
  }

  /** Made by Declarative Services. */
  @Activate
  public CustomDriver(Config config) {
    super(
        new Settings(
            config.runtime(),
            config.conmon(),
            List.of(config.arguments()),
            config.private_cgroups()));
  }
}

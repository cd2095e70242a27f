package org.jdock.driver.runtime.oci;

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The runtime {@code crun}. */
@Component(service = RuntimeDriver.class, property = "jdock.driver=crun")
@Designate(ocd = CrunDriver.Config.class)
public final class CrunDriver extends OciRuntime {
  /** Where its programs are, and what is done on a host that it refuses. */
  @ObjectClassDefinition(name = "crun", description = "The runtime crun")
  public @interface Config {
    /** Path or name. */
    @AttributeDefinition(description = "Path of crun, or its name to be looked for along PATH")
    String runtime() default "crun";

    /** Path or name. */
    @AttributeDefinition(description = "Path of conmon, or its name to be looked for along PATH")
    String conmon() default "conmon";

    /** Words. */
    @AttributeDefinition(description = "Further arguments of every call")
    String[] arguments() default {};

    /** See {@link PrivateCgroups}. */
    @AttributeDefinition(
        description =
            "On a host with both versions of cgroups, which crun refuses, run it in a mount"
                + " namespace of its own that shows version 1 only")
    boolean private_cgroups() default true;
  }

  /** Made by Declarative Services. */
  @Activate
  public CrunDriver(Config config) {
    this(
        new Settings(
            config.runtime(),
            config.conmon(),
            List.of(config.arguments()),
            config.private_cgroups()));
  }

  CrunDriver(Settings settings) {
    super(settings);
  }
}

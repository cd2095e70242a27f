package org.jdock.driver.runtime.oci;

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The runtime {@code runc}. */
@Component(service = RuntimeDriver.class, property = "jdock.driver=runc")
@Designate(ocd = RuncDriver.Config.class)
public final class RuncDriver extends OciRuntime {
  /** Where its programs are. */
  @ObjectClassDefinition(name = "runc", description = "The runtime runc")
  public @interface Config {
    /** Path or name. */
    @AttributeDefinition(description = "Path of runc, or its name to be looked for along PATH")
    String runtime() default "runc";

    /** Path or name. */
    @AttributeDefinition(description = "Path of conmon, or its name to be looked for along PATH")
    String conmon() default "conmon";

    /** Words. */
    @AttributeDefinition(description = "Further arguments of every call")
    String[] arguments() default {};
  }

  /** Made by Declarative Services. */
  @Activate
  public RuncDriver(Config config) {
    this(new Settings(config.runtime(), config.conmon(), List.of(config.arguments()), false));
  }

  RuncDriver(Settings settings) {
    super(settings);
  }
}

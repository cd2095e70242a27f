package ${package};

import java.util.List;
import org.jdock.spi.runtime.RuntimeDriver;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * An OCI runtime with runc's command line, under conmon. Everything that such a runtime has in common
 * with others is in {@link OciRuntime}; here is what is yours: its name, its defaults, and what else
 * it should be told.
 *
 * <p>An operator changes the values live: {@code jdock driver config runtime/${driverName}}.
 */
@Component(service = RuntimeDriver.class, property = RuntimeDriver.NAME + "=${driverName}")
@Designate(ocd = ConfiguredRuntimeDriver.Config.class)
public final class ConfiguredRuntimeDriver extends OciRuntime {
  /** Each method is a key; its name has a dot where the method's has an underscore. */
  @ObjectClassDefinition(name = "${driverName}", description = "The runtime ${driverName}")
  public @interface Config {
    /** Path or name. */
    @AttributeDefinition(description = "Path of the runtime, or its name along PATH")
    String runtime() default "runc";

    /** Path or name. */
    @AttributeDefinition(description = "Path of conmon, or its name along PATH")
    String conmon() default "conmon";

    /** Words. */
    @AttributeDefinition(description = "Further arguments of every call")
    String[] arguments() default {};
  }

  /** Made by Declarative Services, anew for each change of the configuration. */
  @Activate
  public ConfiguredRuntimeDriver(Config config) {
    this(config.runtime(), config.conmon(), List.of(config.arguments()));
  }

  ConfiguredRuntimeDriver(String runtime, String conmon, List<String> arguments) {
    super(new Settings(runtime, conmon, arguments, false));
  }
}

package org.jdock.shell.internal.command;

import java.util.List;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.api.Filters;
import org.jdock.api.ProblemException;
import org.jdock.shell.internal.command.Command.Operand;
import org.jdock.shell.internal.render.Human;

/** The names of what there is, for completion. */
public final class Names {
  private static final Logger LOG = LogManager.getLogger(Names.class);

  private final Engine engine;

  /** Of an engine's. */
  public Names(Engine engine) {
    this.engine = engine;
  }

  /** Names that an operand may have now; none when the engine can't say. */
  public List<String> of(Operand operand) {
    try {
      return stream(operand).distinct().sorted().toList();
    } catch (ProblemException e) {
      LOG.debug("no completion: {}", e.getMessage());
      return List.of();
    }
  }

  private Stream<String> stream(Operand operand) {
    return switch (operand) {
      case NOTHING, FILE -> Stream.of();
      case DRIVER, DRIVER_OR_FILE -> {
        var drivers = engine.drivers().list();
        yield drivers.stream()
            .flatMap(driver -> {
              String full = driver.kind() + "/" + driver.name();
              return drivers.stream().filter(each -> each.name().equals(driver.name())).count() > 1
                  ? Stream.of(full)
                  : Stream.of(driver.name(), full);
            });
      }
      case CONTAINER ->
          engine.containers().list(true, 0, false, Filters.NONE).stream()
              .flatMap(container -> Human.names(container.names()).stream());
      case IMAGE ->
          engine.images().list(false, Filters.NONE).stream()
              .flatMap(image -> image.repoTags().stream());
      case VOLUME -> engine.volumes().list(Filters.NONE).stream().map(volume -> volume.name());
      case CERTIFICATE -> engine.trust().list().stream().map(each -> each.name());
      case NETWORK -> engine.networks().list(Filters.NONE).stream().map(network -> network.name());
    };
  }
}

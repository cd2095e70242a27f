package org.jdock.container.internal.output;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdock.api.driver.DriverRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Follows the monitors' spools. */
@Component(service = Outputs.class)
public final class SpoolOutputs implements Outputs {
  /** So much is handed over before a spool is rotated. */
  private static final long ROTATE_AT = 64L << 20;

  private final DriverRegistry registry;
  private final Notifier notifier = new Notifier("jdock-output");
  private final long rotateAt;
  private final Set<SpoolOutput> active = ConcurrentHashMap.newKeySet();

  /** Starts nothing. */
  @Activate
  public SpoolOutputs(@Reference DriverRegistry registry) {
    this(registry, ROTATE_AT);
  }

  SpoolOutputs(DriverRegistry registry, long rotateAt) {
    this.registry = registry;
    this.rotateAt = rotateAt;
  }

  @Override
  public ContainerOutput of(OutputSpec spec) {
    return new SpoolOutput(spec, this);
  }

  DriverRegistry registry() {
    return registry;
  }

  Notifier notifier() {
    return notifier;
  }

  Buffers buffers() {
    return notifier.buffers();
  }

  long rotateAt() {
    return rotateAt;
  }

  void began(SpoolOutput output) {
    active.add(output);
  }

  void ended(SpoolOutput output) {
    active.remove(output);
  }

  @Deactivate
  @Override
  public void close() {
    active.forEach(SpoolOutput::stop);
    notifier.close();
  }
}

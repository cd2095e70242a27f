package org.jdock.driver.plugin.v1.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.linux.fs.Nodes;
import org.jdock.spi.DriverContext;
import org.jdock.spi.DriverException;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.OptionSpec;
import org.jdock.spi.Probe;
import org.jdock.spi.log.LogDriver;
import org.jdock.spi.log.LogQuery;
import org.jdock.spi.log.LogReader;
import org.jdock.spi.log.LogSink;
import org.jdock.spi.log.LogTarget;
import org.jspecify.annotations.Nullable;

/**
 * Hands what containers print to a plugin, through a fifo for each container. At least once: a
 * plugin can't be told to cut its data back.
 */
public final class PluginLogDriver implements LogDriver {
  private static final Logger LOG = LogManager.getLogger(PluginLogDriver.class);

  private final Plugin plugin;
  private final Supplier<Set<String>> capabilities;
  private final Supplier<Patience> work;
  private volatile @Nullable Path fifos;

  /**
   * Over a plugin that may be there or not.
   *
   * @param capabilities as it declared them last
   * @param work for calls that change something
   */
  public PluginLogDriver(
      Plugin plugin, Supplier<Set<String>> capabilities, Supplier<Patience> work) {
    this.plugin = plugin;
    this.capabilities = capabilities;
    this.work = work;
  }

  @Override
  public Probe probe() {
    return plugin.probe();
  }

  @Override
  public List<OptionSpec> options() {
    return List.of(
        OptionSpec.of(OptionSpec.ANY, OptionSpec.Type.STRING, null, "as the plugin says"));
  }

  @Override
  public Set<String> capabilities() {
    return capabilities.get();
  }

  @Override
  public void open(DriverContext context) {
    fifos = context.execRoot();
  }

  @Override
  public void close() {
    fifos = null;
  }

  @Override
  public LogSink open(LogTarget target, Map<String, String> options, @Nullable String resumeAt)
      throws DriverException {
    Path folder = fifos;
    if (folder == null) {
      throw new IllegalStateException("called before open or after close");
    }
    Path fifo = folder.resolve(target.containerId());
    endEarlier(fifo);
    try {
      Nodes.fifo(fifo, 0600);
    } catch (IOException e) {
      throw new DriverException(Kind.FAILED, "could not make " + fifo + ": " + e.getMessage(), e);
    }
    try {
      plugin.call("LogDriver.StartLogging", Requests.start(fifo, target, options), work.get());
      return PluginSink.open(plugin, fifo);
    } catch (DriverException | RuntimeException e) {
      endEarlier(fifo);
      throw e;
    }
  }

  /** A daemon that died has left it: the plugin still waits at its end. */
  private void endEarlier(Path fifo) throws DriverException {
    if (!Files.exists(fifo)) {
      return;
    }
    try {
      plugin.call("LogDriver.StopLogging", Requests.stop(fifo), Patience.question());
    } catch (DriverException e) {
      LOG.debug("the plugin does not know {} any more", fifo, e);
    }
    try {
      Files.deleteIfExists(fifo);
    } catch (IOException e) {
      throw new DriverException(Kind.FAILED, "could not delete " + fifo + ": " + e, e);
    }
  }

  @Override
  public LogReader read(LogTarget target, Map<String, String> options, LogQuery query)
      throws DriverException {
    if (!capabilities().contains(READ)) {
      return LogDriver.super.read(target, options, query);
    }
    return new PluginReader(plugin, Requests.info(target, options), query);
  }
}

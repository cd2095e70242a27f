package org.jdock.driver.plugin.v1.find;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Json;
import org.jdock.driver.plugin.v1.client.Patience;
import org.jdock.driver.plugin.v1.client.Plugin;
import org.jdock.spi.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * Watches the directories, and shakes hands with each plugin that appears, on a thread of its own:
 * one that hangs holds up nobody. Whoever starts this does not wait for anything.
 */
public final class Discovery implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(Discovery.class);

  /** A plugin whose handshake failed is tried again without an event, as it may be remote. */
  private static final long AGAIN_SECONDS = 10;

  /** As long as Docker waits for one that is being started. */
  private static final Patience FIRST =
      new Patience(Duration.ofSeconds(15), Duration.ofSeconds(10));

  private final Folders folders;
  private final Offers offers;
  private final Map<String, Plugin> plugins = new ConcurrentHashMap<>();

  /** The mark of each plugin that answered; only of the watching thread and the handshakes. */
  private final Map<String, String> answered = new ConcurrentHashMap<>();

  /** Names and marks of those that did not answer: told once, and from then on only tried. */
  private final Set<String> silent = ConcurrentHashMap.newKeySet();

  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile boolean closed;
  private volatile @Nullable WatchService service;

  /**
   * Does nothing yet.
   *
   * @param known plugins that are offered already
   */
  public Discovery(Settings settings, List<Plugin> known, Offers offers) {
    this.folders = new Folders(settings);
    this.offers = offers;
    known.forEach(plugin -> plugins.put(plugin.name(), plugin));
    this.thread = Thread.ofPlatform().daemon().name("plugins").unstarted(this::watch);
  }

  /** The plugins that were seen, those that are away too. */
  public List<Plugin> plugins() {
    return List.copyOf(plugins.values());
  }

  /** Begins to watch. */
  public void start() {
    thread.start();
  }

  private void watch() {
    try (WatchService watching = FileSystems.getDefault().newWatchService()) {
      service = watching;
      var watched = new HashMap<Path, WatchKey>();
      while (!closed) {
        boolean again = true;
        while (again) { // what appeared before it was watched has no event
          again = register(watching, watched);
          look();
        }
        WatchKey key =
            answered.keySet().containsAll(plugins.keySet())
                ? watching.take()
                : watching.poll(AGAIN_SECONDS, TimeUnit.SECONDS);
        while (key != null) {
          key.pollEvents();
          if (!key.reset()) {
            watched.values().remove(key); // its directory is gone
          }
          key = watching.poll();
        }
      }
    } catch (ClosedWatchServiceException e) {
      LOG.debug("no more plugins are looked for");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.error("Plugins that come from now on are not found: {}", e.toString());
    }
  }

  /** Watches what there is to watch; true when some of it is new. */
  private boolean register(WatchService watching, Map<Path, WatchKey> watched) {
    boolean more = false;
    for (Path folder : folders.watched()) {
      if (!watched.containsKey(folder)) {
        try {
          watched.put(
              folder,
              folder.register(
                  watching,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY));
          more = true;
        } catch (IOException e) {
          LOG.debug("{} can't be watched: {}", folder, e.toString());
        }
      }
    }
    return more;
  }

  private void look() {
    folders
        .scan()
        .forEach((name, place) -> {
          Plugin plugin = plugins.computeIfAbsent(name, n -> new Plugin(n, place.address()));
          plugin.movedTo(place.address());
          if (!place.mark().equals(answered.get(name)) && busy.add(name)) {
            Thread.ofPlatform()
                .daemon()
                .name("plugin " + name)
                .start(() -> shakeHands(plugin, place.mark()));
          }
        });
  }

  private void shakeHands(Plugin plugin, String mark) {
    String said = plugin.name() + " " + mark;
    Patience patience = silent.contains(said) ? Patience.question() : FIRST;
    try {
      JsonObject answer = plugin.call("Plugin.Activate", new JsonObject(), patience);
      List<String> implemented = Json.texts(answer, "Implements");
      LOG.info("plugin {} at {} implements {}", plugin.name(), plugin.address(), implemented);
      for (PluginKind kind : PluginKind.values()) {
        if (implemented.contains(kind.word()) && !closed) {
          offers.offer(plugin, kind, kind.capabilities(plugin));
        }
      }
      answered.put(plugin.name(), mark);
    } catch (DriverException e) {
      if (silent.add(said) && !closed) {
        LOG.warn("plugin {} is not used: {}", plugin.name(), e.getMessage());
      }
    } catch (IllegalStateException e) {
      LOG.debug("the adapter ended while plugin {} came", plugin.name(), e);
    } finally {
      busy.remove(plugin.name());
    }
  }

  /** Looks no more; what is offered stays so. */
  @Override
  public void close() {
    closed = true;
    WatchService open = service;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warn("the watch over plugins does not end", e);
      }
    }
    thread.interrupt();
  }
}

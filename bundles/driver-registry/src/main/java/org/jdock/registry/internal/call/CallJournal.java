package org.jdock.registry.internal.call;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Names the calls that run in new versions of drivers, so that the next start knows what this
 * process died in. A file a call, never synced: it need not outlive the kernel. Thread-safe.
 */
public final class CallJournal {
  private static final Logger LOG = LogManager.getLogger(CallJournal.class);
  private static final Gson GSON = new Gson();

  /**
   * A call that began.
   *
   * @param kind of the driver
   * @param name of the driver
   * @param bundle its symbolic name
   * @param version of the bundle
   */
  public record Entry(String kind, String name, String bundle, String version) {}

  private final Path directory;
  private final AtomicLong next = new AtomicLong();

  /** A journal in that directory, which need not be there. */
  public CallJournal(Path directory) {
    this.directory = directory;
  }

  /** Takes what an earlier process left: the calls that never ended. */
  public List<Entry> take() {
    List<Entry> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        read(file, found);
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("No journal of calls in {}", directory);
    } catch (IOException e) {
      LOG.warn("The journal of calls in {} can't be read", directory, e);
    }
    return found;
  }

  private static void read(Path file, List<Entry> found) throws IOException {
    try {
      Entry entry = GSON.fromJson(Files.readString(file), Entry.class);
      if (entry != null && entry.bundle() != null && entry.version() != null) {
        found.add(entry);
      }
    } catch (JsonParseException e) {
      LOG.warn("{} can't be understood", file, e);
    }
  }

  /** The calls of one version, all noted with the same words: they are made once. */
  public Calls of(Entry entry) {
    return new Calls(entry.name(), GSON.toJson(entry).getBytes(StandardCharsets.UTF_8));
  }

  /** Notes the calls of one version. Thread-safe. */
  public final class Calls {
    private final String name;
    private final byte[] line;

    private Calls(String name, byte[] line) {
      this.name = name;
      this.line = line;
    }

    /**
     * Notes that a call begins.
     *
     * @return to be closed when it has ended, however
     */
    public Note begin() {
      Path file = directory.resolve(next.incrementAndGet() + ".json");
      try {
        write(file);
      } catch (IOException e) {
        LOG.warn("A call of {} is not in the journal", name, e);
      }
      return () -> {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          LOG.warn("{} stays in the journal", file, e);
        }
      };
    }

    private void write(Path file) throws IOException {
      try {
        Files.write(file, line);
      } catch (NoSuchFileException e) {
        Files.createDirectories(directory);
        Files.write(file, line);
      }
    }
  }

  /** A call that runs. */
  @FunctionalInterface
  public interface Note extends AutoCloseable {
    @Override
    void close();
  }
}

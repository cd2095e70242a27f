package org.jdock.itest.images.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Debian's docker-registry as a process of this one, on a free port of 127.0.0.1. Starting and
 * closing block; closing twice is harmless. Its files go with it, unless the storage was given.
 */
public final class LocalRegistry implements AutoCloseable {
  /**
   * How a registry is started.
   *
   * @param storage where images are kept, or null for a folder that lives as long as the registry;
   *     a registry stopped and started again with the same storage has the same images
   * @param netns the path of a network namespace to run in (its loopback must be up), or null
   * @param credentials the one account that may use it, or null for anyone
   * @param port 0 for a free one
   */
  public record Options(
      @Nullable Path storage, @Nullable Path netns, @Nullable Credentials credentials, int port) {
    /** A free port in this process's network namespace, no authentication, temporary storage. */
    public static final Options DEFAULT = new Options(null, null, null, 0);

    /** With lasting storage. */
    public Options withStorage(Path folder) {
      return new Options(folder, netns, credentials, port);
    }

    /** Inside another network namespace. */
    public Options withNetns(Path namespace) {
      return new Options(storage, namespace, credentials, port);
    }

    /** With basic authentication; {@link LocalRegistry#ACCOUNT} is the account it knows. */
    public Options withAccount() {
      return new Options(storage, netns, ACCOUNT, port);
    }

    /** On a given port. */
    public Options withPort(int number) {
      return new Options(storage, netns, credentials, number);
    }
  }

  /** The account of a registry that asks for one. */
  public static final Credentials ACCOUNT = new Credentials("jdock", "open-sesame");

  // The account's password as bcrypt, the only hash that docker-registry reads.
  private static final String HTPASSWD =
      "jdock:$2b$04$WjKLk1HeJs5tBgSZ23xsDuUChSjP7onCbfabPntGVCX2r52Eq0KEW\n";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  private final Path folder;
  private final int port;

  private LocalRegistry(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a registry and returns when it listens.
   *
   * @throws IOException if docker-registry is not installed or ends at once, with what it said
   */
  public static LocalRegistry start(Options options) throws IOException {
    var folder = Files.createTempDirectory("jdock-registry");
    Process process = null;
    try {
      var log = folder.resolve("log");
      process =
          new ProcessBuilder(command(options, writeConfig(folder, options)))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new LocalRegistry(process, folder, awaitPort(process, log));
    } catch (IOException e) {
      if (process != null) {
        stop(process);
      }
      deleteTree(folder);
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The process's id. */
  public long pid() {
    return process.pid();
  }

  /** What stands before a repository in a reference: {@code 127.0.0.1:PORT}. */
  public String authority() {
    return "127.0.0.1:" + port;
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI uri() {
    return URI.create("http://" + authority());
  }

  /** A pusher into {@code repository} under {@code tag}; for a registry in this namespace. */
  public RegistryPush pusher(String repository, String tag, @Nullable Credentials credentials) {
    return new RegistryPush(uri(), repository, tag, credentials);
  }

  @Override
  public void close() throws IOException {
    stop(process);
    deleteTree(folder);
  }

  private static List<String> command(Options options, Path config) {
    var command = new ArrayList<String>();
    if (options.netns() != null) {
      command.addAll(List.of("nsenter", "--net=" + options.netns(), "--"));
    }
    command.addAll(List.of("docker-registry", "serve", config.toString()));
    return command;
  }

  private static Path writeConfig(Path folder, Options options) throws IOException {
    var storage = options.storage() == null ? folder.resolve("storage") : options.storage();
    var config =
        """
        version: 0.1
        log: {level: info}
        storage:
          filesystem: {rootdirectory: "%s"}
          delete: {enabled: true}
        http: {addr: "127.0.0.1:%d"}
        """
            .formatted(Files.createDirectories(storage), options.port());
    if (options.credentials() != null) {
      var accounts = Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
      config += "auth: {htpasswd: {realm: jdock, path: \"" + accounts + "\"}}\n";
    }
    return Files.writeString(folder.resolve("config.yml"), config);
  }

  private static int awaitPort(Process process, Path log) throws IOException {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      var ended = !process.isAlive();
      var said = Files.readString(log);
      var listening = LISTENING.matcher(said);
      if (listening.find()) {
        return Integer.parseInt(listening.group(1));
      }
      if (ended || System.nanoTime() > deadline) {
        throw new IOException("docker-registry does not listen: " + said.strip());
      }
      sleep();
    }
  }

  private static void sleep() throws IOException {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while starting docker-registry", e);
    }
  }

  private static void stop(Process process) throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while stopping docker-registry", e);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (var files = Files.walk(root)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

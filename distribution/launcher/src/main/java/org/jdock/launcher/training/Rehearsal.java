package org.jdock.launcher.training;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.launcher.host.Trees;
import org.jdock.launcher.settings.Home;

/**
 * What a daemon is asked by itself, so that what it needs for that is in the cache: questions,
 * containers where this host can run one, and upgrades of its drivers. What fails is left out: an
 * answer less is in the cache. Each is done as often as it takes for its code to be compiled, and
 * not only loaded.
 */
public final class Rehearsal {
  private static final Logger LOG = LogManager.getLogger(Rehearsal.class);
  private static final String UNIX = "unix://";
  private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

  private static final int QUESTION_ROUNDS = 60;
  private static final int CONTAINER_ROUNDS = 24;
  private static final int UPGRADE_ROUNDS = 8;

  private static final List<String> QUESTIONS =
      List.of(
          "/_ping",
          "/version",
          "/info",
          "/containers/json?all=1",
          "/images/json",
          "/networks",
          "/volumes",
          "/containers/none/json",
          "/images/none/json");

  private final UnixDomainSocketAddress address;

  private Rehearsal(UnixDomainSocketAddress address) {
    this.address = address;
  }

  /**
   * Asks, one connection each.
   *
   * @param addresses the daemon's
   * @param execRoot where its console is
   * @param home with the script that starts the client, whose own cache comes about by the way
   * @param upgrade puts a driver's jar in the place of its version before; throws when it can't
   */
  public static void run(List<String> addresses, Path execRoot, Home home, Consumer<Path> upgrade)
      throws IOException, InterruptedException {
    for (var each : addresses) {
      if (each.startsWith(UNIX)) {
        var rehearsal = new Rehearsal(UnixDomainSocketAddress.of(each.substring(UNIX.length())));
        rehearsal.ask();
        rehearsal.act(() -> upgrade(home.drivers(), execRoot, upgrade));
      }
    }
    client(execRoot, home.root());
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void upgrade(Path drivers, Path execRoot, Consumer<Path> upgrade)
      throws IOException {
    var folder = Files.createDirectory(execRoot.resolve("releases"));
    try (var jars = Files.newDirectoryStream(drivers, "*.jar")) {
      for (var jar : jars) {
        var releases = new Releases(jar, folder);
        for (int round = 1; round <= UPGRADE_ROUNDS; round++) {
          upgrade.accept(releases.make(round));
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Upgrades of drivers are not in the cache", e);
    } finally {
      Trees.delete(folder);
    }
  }

  private void ask() throws IOException {
    for (int round = 0; round < QUESTION_ROUNDS; round++) {
      for (var question : QUESTIONS) {
        request("GET", question, "", new byte[0]);
      }
    }
  }

  /**
   * Runs containers.
   *
   * @param under done while one runs, or without one where none can
   */
  private void act(Step under) throws IOException {
    if (!TinyImage.isForThisHost()) {
      under.run();
      return;
    }
    request("POST", "/images/load", "application/x-tar", TinyImage.archive());
    for (int round = 0; round < CONTAINER_ROUNDS; round++) {
      var network = round % 2 == 0 ? "none" : "bridge";
      end(network);
      remove(stay(network));
    }
    var staying = stay("bridge");
    under.run();
    remove(staying);
    request("DELETE", "/images/" + TinyImage.NAME, "", new byte[0]);
  }

  private String started(String network, String command) throws IOException {
    var body =
        "{%s\"Image\":\"%s\",\"HostConfig\":{\"NetworkMode\":\"%s\"}}"
            .formatted(command, TinyImage.NAME, network);
    var container = id(json("/containers/create", body));
    json("/containers/" + container + "/start", "");
    return container;
  }

  private void remove(String container) throws IOException {
    request("DELETE", "/containers/" + container + "?force=1", "", new byte[0]);
  }

  /** One that ends by itself. */
  private void end(String network) throws IOException {
    var ending = started(network, "\"Cmd\":[\"/hi\",\"once\"],");
    json("/containers/" + ending + "/wait", "");
    request("GET", "/containers/" + ending + "/logs?stdout=1", "", new byte[0]);
    request("GET", "/containers/" + ending + "/json", "", new byte[0]);
    remove(ending);
  }

  /** One that goes on, with one more process for a while. */
  private String stay(String network) throws IOException {
    var staying = started(network, "");
    var exec =
        id(
            json(
                "/containers/" + staying + "/exec",
                "{\"Cmd\":[\"/hi\",\"once\"],\"AttachStdout\":true}"));
    json("/exec/" + exec + "/start", "{\"Detach\":false,\"Tty\":false}");
    request("GET", "/exec/" + exec + "/json", "", new byte[0]);
    return staying;
  }

  private static String id(String answer) {
    Matcher found = ID.matcher(answer);
    return found.find() ? found.group(1) : "none";
  }

  private String json(String path, String body) throws IOException {
    return request("POST", path, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private String request(String method, String path, String type, byte[] body) throws IOException {
    var head =
        "%s /v1.47%s HTTP/1.1\r\nHost: jdock\r\nConnection: close\r\nContent-Type: %s\r\n"
                .formatted(method, path, type)
            + "Content-Length: %d\r\n\r\n".formatted(body.length);
    var answer = new StringBuilder();
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(address);
      write(channel, head.getBytes(StandardCharsets.US_ASCII));
      write(channel, body);
      var bytes = ByteBuffer.allocate(1 << 14);
      while (channel.read(bytes.clear()) >= 0) {
        answer.append(StandardCharsets.ISO_8859_1.decode(bytes.flip()));
      }
    }
    LOG.debug("{} {}: {}", method, path, answer);
    return answer.toString();
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }

  private static void client(Path execRoot, Path home) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(home.resolve("jdock").toString(), "ps", "-a");
    builder.environment().put("JDOCK_EXEC_ROOT", execRoot.toString());
    builder.environment().put("JDOCK_AOT", "train");
    builder.inheritIO().start().waitFor();
  }
}

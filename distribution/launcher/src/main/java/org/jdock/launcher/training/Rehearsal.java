package org.jdock.launcher.training;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * What a daemon is asked by itself, so that what it needs for that is in the cache: questions, and
 * a container where this host can run one. What fails is left out: an answer less is in the cache.
 */
public final class Rehearsal {
  private static final Logger LOG = LogManager.getLogger(Rehearsal.class);
  private static final String UNIX = "unix://";
  private static final Pattern ID = Pattern.compile("\"Id\":\"([0-9a-f]{64})\"");

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
   */
  public static void run(List<String> addresses, Path execRoot, Path home)
      throws IOException, InterruptedException {
    for (var each : addresses) {
      if (each.startsWith(UNIX)) {
        var rehearsal =
            new Rehearsal(UnixDomainSocketAddress.of(each.substring(UNIX.length())));
        rehearsal.ask();
        rehearsal.act();
      }
    }
    client(execRoot, home);
  }

  private void ask() throws IOException {
    for (var question : QUESTIONS) {
      request("GET", question, "", new byte[0]);
    }
  }

  private void act() throws IOException {
    if (!TinyImage.isForThisHost()) {
      return;
    }
    request("POST", "/images/load", "application/x-tar", TinyImage.archive());
    var image = "\"Image\":\"" + TinyImage.NAME + "\",\"HostConfig\":{\"NetworkMode\":\"none\"}";
    var ending = id(json("/containers/create", "{\"Cmd\":[\"/hi\",\"once\"]," + image + "}"));
    json("/containers/" + ending + "/start", "");
    json("/containers/" + ending + "/wait", "");
    request("GET", "/containers/" + ending + "/logs?stdout=1", "", new byte[0]);
    request("GET", "/containers/" + ending + "/json", "", new byte[0]);
    var staying = id(json("/containers/create", "{" + image + "}"));
    json("/containers/" + staying + "/start", "");
    var exec =
        id(
            json(
                "/containers/" + staying + "/exec",
                "{\"Cmd\":[\"/hi\",\"once\"],\"AttachStdout\":true}"));
    json("/exec/" + exec + "/start", "{\"Detach\":false,\"Tty\":false}");
    request("GET", "/exec/" + exec + "/json", "", new byte[0]);
    for (var container : List.of(ending, staying)) {
      request("DELETE", "/containers/" + container + "?force=1", "", new byte[0]);
    }
    request("DELETE", "/images/" + TinyImage.NAME, "", new byte[0]);
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

package org.jdock.shell.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped client, a process of its own, against the server on a real socket. */
class ConsoleServerTest {
  @TempDir Path root;
  private FakeConsole console;

  @BeforeEach
  void start() throws IOException {
    console = new FakeConsole(root);
  }

  @AfterEach
  void stop() throws IOException {
    console.close();
  }

  @Test
  void onlyItsOwnerMayOpenTheSocket() throws IOException {
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("console"))));
  }

  @Test
  void listsDriversForPeopleAndScripts() throws Exception {
    Ended table = client("driver", "list");
    assertEquals(0, table.status);
    assertTrue(table.out.startsWith("KIND      NAME        VERSION   STATE"), table.out);
    assertTrue(table.out.contains("web, db"), table.out);
    assertEquals("network/bridge: iptables not found\n", table.err);

    Ended json = client("driver", "list", "--json");
    assertTrue(json.out.startsWith("[\n    {\n        \"kind\": \"log\",\n"), json.out);
  }

  @Test
  void upgradesFromAPathThatIsRelativeToTheClient() throws Exception {
    Ended upgraded = client("driver", "upgrade", "x.jar");
    assertTrue(upgraded.out.contains("1.1.0"), upgraded.out + upgraded.err);
  }

  @Test
  void managesWhoseDriversMayRun() throws Exception {
    Ended table = client("driver", "trust", "list");
    assertTrue(
        table.out.matches("(?s)NAME +SUBJECT +VALID FROM +VALID UNTIL +SHA-256\n.*"), table.out);
    assertTrue(table.out.matches("(?s).*\nvendor +CN=Vendor +2026-01-01T00:00:00Z .*"), table.out);
    Ended json = client("driver", "trust", "add", "x.pem", "--json");
    assertTrue(json.out.contains("\"fingerprint\": \"AB:CD\""), json.out + json.err);
    Ended removed = client("driver", "trust", "remove", "vendor");
    assertEquals("vendor\n", removed.out);
    assertEquals("warning: untrusted from the next start on: log/json-file\n", removed.err);
    Ended upgraded = client("driver", "upgrade", "x.jar");
    assertEquals("warning: log/json-file is untrusted: it is not signed\n", upgraded.err);
    Ended group = client("driver", "trust", "nope");
    assertEquals(125, group.status);
    assertTrue(
        group.err.startsWith("jdock: 'nope' is not a command of jdock driver trust\n"), group.err);
    assertTrue(client("driver", "trust", "--help").out.contains("driver trust remove"));
  }

  @Test
  void saysWhatIsWrongWithACommandLine() throws Exception {
    assertEquals(1, client("nonsense").status);
    Ended flag = client("driver", "list", "--nope");
    assertEquals(125, flag.status);
    assertTrue(flag.err.contains("unknown flag: --nope"), flag.err);
    Ended service = client("ps");
    assertEquals(1, service.status);
    assertTrue(service.err.contains("container service is not running"), service.err);
  }

  @Test
  void aSecondServerIsRefusedAndAStaleSocketReplaced() throws Exception {
    assertThrows(IOException.class, () -> new FakeConsole(root));
    assertEquals(0, client("driver", "list").status);
  }

  @Test
  void withoutADaemonTheClientSaysHowToStartOne() throws Exception {
    console.close();
    Ended none = client("ps");
    assertEquals(1, none.status);
    assertTrue(
        none.err.contains("no daemon at " + root + ": start one with `jdock daemon`"), none.err);
    console = new FakeConsole(root);
  }

  @Test
  void runsAContainerWithItsStreamsAndExitCode() throws Exception {
    console.engine.withContainers();
    Ended ended = client("hello", "run", "-i", "-p", "127.0.0.1:80:8080", "busybox", "cat", "42");
    assertEquals("out\nhello", ended.out);
    assertEquals("err\n", ended.err);
    assertEquals(42, ended.status);
  }

  @Test
  void pullsWhatIsMissing() throws Exception {
    console.engine.withContainers();
    Ended ended = client("", "run", "missing", "true");
    assertEquals("Unable to find image 'missing' locally\nabc: Pull complete\nerr\n", ended.err);
    assertEquals(0, ended.status);
  }

  @Test
  void aCommandThatIsNotThereIs127() throws Exception {
    console.engine.withContainers();
    assertEquals(127, client("", "run", "busybox", "nowhere").status);
    assertEquals(125, client("", "run", "-m", "much", "busybox").status);
    assertEquals(1, client("", "run", "-it", "busybox", "sh").status);
  }

  @Test
  void ctrlCGoesToTheContainer() throws Exception {
    console.engine.withContainers();
    Process process = start("run", "busybox", "sleep", "x");
    assertEquals('o', process.getInputStream().read());
    assertEquals(0, new ProcessBuilder("kill", "-INT", "" + process.pid()).start().waitFor());
    assertEquals(130, process.waitFor());
    assertEquals(List.of("start", "kill SIGINT"), console.engine.containerCalls());
  }

  @Test
  void leavesInputThatNobodyWantsToTheNextCommand() throws Exception {
    String command = String.join(" ", command("driver", "list")) + " >/dev/null 2>&1; cat";
    Process shell = new ProcessBuilder("sh", "-c", command).start();
    shell.getOutputStream().write("mine".getBytes(UTF_8));
    shell.getOutputStream().close();
    assertEquals("mine", new String(shell.getInputStream().readAllBytes(), UTF_8));
  }

  @Test
  void carriesOutLinesFromAPipe() throws Exception {
    Ended ended = client("driver users json-file\njdock:driver users bridge\n", "console");
    assertEquals("db\nweb\n", ended.out);
    assertEquals(0, ended.status);
  }

  @Test
  void aMalformedClientEndsItsOwnConnectionOnly() throws Exception {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(root.resolve("console")))) {
      channel.write(ByteBuffer.wrap("G".getBytes(UTF_8)));
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
    }
    assertEquals(0, client("driver", "list").status);
  }

  private record Ended(int status, String out, String err) {}

  private Ended client(String... words) throws Exception {
    boolean input = words[0].isEmpty() || words[0].contains("\n") || words[0].equals("hello");
    Process process = start(input ? Arrays.copyOfRange(words, 1, words.length) : words);
    if (input) {
      process.getOutputStream().write(words[0].getBytes(UTF_8));
    }
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(root.resolve("err")));
  }

  private Process start(String... arguments) throws Exception {
    return new ProcessBuilder(command(arguments))
        .redirectError(root.resolve("err").toFile())
        .start();
  }

  private List<String> command(String... arguments) throws Exception {
    return command(root, List.of(arguments));
  }

  /** The client's command line. */
  static List<String> command(Path root, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-cp", clientClasses(), "org.jdock.client.Main", "--exec-root"));
    command.add(root.toString());
    command.addAll(arguments);
    return command;
  }

  private static String clientClasses() throws Exception {
    return Path.of(
            Class.forName("org.jdock.client.Main")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI())
        .toString();
  }
}

package org.jdock.shell.internal.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
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

  private record Ended(int status, String out, String err) {}

  private Ended client(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(
        List.of("-cp", clientClasses(), "org.jdock.client.Main", "--exec-root", root.toString()));
    command.addAll(List.of(arguments));
    Path err = root.resolve("err");
    Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
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

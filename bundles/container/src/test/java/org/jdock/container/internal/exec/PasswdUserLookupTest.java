package org.jdock.container.internal.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswdUserLookupTest {
  @TempDir Path root;

  @BeforeEach
  void files() throws Exception {
    Files.createDirectory(root.resolve("etc"));
    Files.writeString(
        root.resolve("etc/passwd"),
        "root:x:0:0::/root:/bin/sh\nbo:x:7:8::/b:x\nbad:x:99999999999:9::/:x\n");
    Files.writeString(root.resolve("etc/group"), "root:x:0:\nbo:x:8:\nmore:x:9:bo,x\n");
  }

  @Test
  void theOwnGroupIsOneOfAll() {
    assertEquals(List.of(8, 9), find("bo").additionalGids());
    assertEquals(List.of(0), find("").additionalGids());
    assertEquals(List.of(5), find("4444:5").additionalGids());
    assertEquals(List.of(8, 9, 77), find("bo", "77", "bo", "more").additionalGids());
  }

  @Test
  void whatIsNoIdIsRefusedInDockersWords() {
    assertEquals("unable to find user x: no matching entries in passwd file", refused("x"));
    assertEquals("unable to find group y: no matching entries in group file", refused("7:y"));
    assertEquals("uids and gids must be in range 0-2147483647", refused("99999999999"));
    assertEquals("uids and gids must be in range 0-2147483647", refused("7:2147483648"));
  }

  private UserLookup.User find(String spec, String... groups) {
    return new PasswdUserLookup().find(root, spec, List.of(groups));
  }

  private String refused(String spec) {
    return String.valueOf(assertThrows(ProblemException.class, () -> find(spec)).getMessage());
  }
}

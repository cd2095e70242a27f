package org.jdock.shell.internal.args;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SyntaxTest {
  private final Syntax run =
      Syntax.command("IMAGE", 1)
          .flag("--interactive", "-i", "")
          .flag("--tty", "-t", "")
          .value("--publish", "-p", "PORT", "");

  @Test
  void readsEveryWayToWriteAnOption() {
    Arguments read =
        run.parse(
            List.of("-it", "-p80", "-p", "81", "--publish=82", "--publish", "83", "busybox", "-x"));
    assertTrue(read.has("--interactive") && read.has("--tty"));
    assertEquals(List.of("80", "81", "82", "83"), read.all("--publish"));
    assertEquals(List.of("busybox", "-x"), read.operands());
  }

  @Test
  void aFlagCanBeTurnedOff() {
    assertFalse(run.parse(List.of("--tty=false", "busybox")).has("--tty"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    refused("unknown flag: --nope", "--nope", "x");
    refused("unknown shorthand flag: 'z' in -iz", "-iz", "x");
    refused("flag needs an argument: --publish", "--publish");
    refused("requires at least 1 argument", "-i");
    var many = Syntax.of("NAME", 1, 1);
    assertEquals(
        "requires exactly 1 argument",
        assertThrows(UsageException.class, () -> many.parse(List.of("a", "b"))).getMessage());
  }

  private void refused(String message, String... words) {
    assertEquals(
        message, assertThrows(UsageException.class, () -> run.parse(List.of(words))).getMessage());
  }

  @Test
  void readsAmounts() {
    assertEquals(256L << 20, Quantities.bytes("256m"));
    assertEquals(1536, Quantities.bytes("1.5k"));
    assertEquals(7, Quantities.bytes("7b"));
    assertEquals(1L << 30, Quantities.bytes("1GB"));
    assertEquals(500_000_000, Quantities.nanoCpus("0.5"));
    assertThrows(UsageException.class, () -> Quantities.bytes("many"));
    assertThrows(UsageException.class, () -> Quantities.bytes("-1"));
  }
}

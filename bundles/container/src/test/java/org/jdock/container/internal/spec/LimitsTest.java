package org.jdock.container.internal.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig.Ulimit;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void noneIsTheLargestUnsignedNumber() {
    assertEquals(
        "[{\"type\":\"RLIMIT_NOFILE\",\"hard\":18446744073709551615,\"soft\":1024}]",
        Limits.of(List.of(new Ulimit("nofile", 1024, -1)), true).toString());
  }

  @Test
  void whatCanNotBeRaisedStays() {
    List<String> own = List.of("Max open files            1024                 4096         files");
    assertEquals(BigInteger.valueOf(4096), Limits.hard(own, "Max open files"));
  }

  @Test
  void unknownOnesAreRefused() {
    assertThrows(ProblemException.class, () -> Limits.of(List.of(new Ulimit("x", 1, 1)), true));
  }
}

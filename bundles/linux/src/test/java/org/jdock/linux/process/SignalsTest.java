package org.jdock.linux.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalsTest {
  @ParameterizedTest
  @CsvSource({
    "SIGTERM,15",
    "TERM,15",
    "term,15",
    "15,15",
    "KILL,9",
    "SIGWINCH,28",
    "SYS,31",
    "RTMIN,34",
    "SIGRTMIN+3,37",
    "RTMAX-14,50",
    "SIGRTMAX,64",
    "IOT,6",
    "64,64",
    "CHLD,17"
  })
  void numbers(String text, int number) {
    assertEquals(number, Signals.number(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "65", "-1", "SIG", "FOO", "RTMIN+31", "RTMIN-1", "RTMAX-31", "RTMIN+"})
  void refusesOthers(String text) {
    assertThrows(IllegalArgumentException.class, () -> Signals.number(text));
  }

  @Test
  void namesAndBack() {
    for (int i = 1; i <= 64; i++) {
      assertEquals(i, Signals.number(Signals.name(i)));
    }
    assertEquals("SIGTERM", Signals.name(15));
    assertEquals("SIGRTMIN+3", Signals.name(37));
  }
}

package org.jdock.driver.plugin.v1.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jdock.spi.DriverException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
  @Test
  void isWrittenAsProtocolBuffersSay() {
    var entry =
        new Entry("stdout", 300, "hi".getBytes(StandardCharsets.UTF_8), false, false, "", 0);
    assertEquals(
        "0000000f" + "0a067374646f7574" + "10ac02" + "1a026869",
        HexFormat.of().formatHex(entry.encode()));
  }

  @Test
  void isReadBack() throws DriverException {
    byte[] line = {0, (byte) 0xff, 'x'};
    var entry = new Entry("stderr", Long.MAX_VALUE, line, true, true, "id", 200);
    byte[] message = entry.encode();
    Entry back = Entry.decode(Arrays.copyOfRange(message, 4, message.length));
    assertArrayEquals(line, back.line());
    assertEquals("stderr", back.source());
    assertEquals(Long.MAX_VALUE, back.timeNanos());
    assertTrue(back.partial() && back.last());
    assertEquals("id", back.id());
    assertEquals(200, back.ordinal());
  }

  @Test
  void unknownFieldsArePassedOver() throws DriverException {
    Entry entry =
        Entry.decode(HexFormat.of().parseHex("3001" + "3a0161" + "3d00000000" + "1a0168"));
    assertArrayEquals(new byte[] {'h'}, entry.line());
    assertFalse(entry.partial());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1a",
        "1a05",
        "1affffffffffffffffffff01",
        "10ffffffffffffffffffffff",
        "3d00",
        "07"
      })
  void whatIsMalformedIsRefused(String hex) {
    assertThrows(DriverException.class, () -> Entry.decode(HexFormat.of().parseHex(hex)));
  }
}

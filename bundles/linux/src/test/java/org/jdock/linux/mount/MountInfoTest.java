package org.jdock.linux.mount;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MountInfoTest {
  @Test
  void readsALine() {
    var m =
        MountInfo.parse(
            "36 35 98:0 /a\\040b /mnt\\134x\\011 rw,noatime shared:7 master:1 - ext3 /dev/root ro,errors=continue");
    assertEquals(36, m.id());
    assertEquals(35, m.parent());
    assertEquals(98, m.major());
    assertEquals("/a b", m.root());
    assertEquals("/mnt\\x\t", m.mountPoint());
    assertEquals(List.of("shared:7", "master:1"), m.propagation());
    assertEquals("ext3", m.type());
    assertEquals("/dev/root", m.source());
    assertTrue(m.readOnly());
    assertTrue(m.shared());
  }

  @Test
  void readsALineWithoutOptionalFieldsAndSource() {
    var m = MountInfo.parse("1 0 0:2 / / rw - rootfs  rw");
    assertEquals(List.of(), m.propagation());
    assertEquals("", m.source());
  }

  @Test
  void aBackslashThatIsNoEscapeStays() {
    assertEquals("a\\9\\04", Octal.unescape("a\\9\\04"));
  }

  @Test
  void refusesWhatIsNoLine() {
    assertThrows(IllegalArgumentException.class, () -> MountInfo.parse("1 2 3"));
  }
}

package org.jdock.container.internal.mounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.container.HostConfig;
import org.junit.jupiter.api.Test;

class MountParserTest {
  @Test
  void readsBindsAndVolumes() {
    MountEntry bind = MountParser.bind("/a/../b:/c/:ro,rslave", null);
    assertEquals("bind", bind.type());
    assertEquals("/b", bind.source());
    assertEquals("/c", bind.destination());
    assertEquals("rslave", bind.propagation());
    assertFalse(bind.rw());
    MountEntry plain = MountParser.bind("/a:/b:z", null);
    assertTrue(plain.rw());
    assertEquals("rprivate", plain.propagation());
    MountEntry volume = MountParser.bind("data:/d:nocopy", "local");
    assertEquals("data", volume.name());
    assertEquals("local", volume.driver());
    assertTrue(volume.noCopy());
    assertNull(MountParser.bind("/anonymous", null).name());
  }

  @Test
  void refusesWithDockersWords() {
    assertEquals("invalid volume specification: 'a:b:c:d'", refused("a:b:c:d"));
    assertEquals(
        "invalid volume specification: '/a:b': invalid mount config for type \"bind\": invalid mount path: 'b' mount path must be absolute",
        refused("/a:b"));
    assertEquals(
        "invalid volume specification: '/a:/': invalid mount config for type \"bind\": invalid specification: destination can't be '/'",
        refused("/a:/"));
    assertEquals("invalid mode: rw,ro", refused("/a:/b:rw,ro"));
    assertEquals("invalid mode: nocopy", refused("/a:/b:nocopy"));
    assertTrue(refused("./a:/b").contains("use absolute path"));
  }

  private static String refused(String spec) {
    return assertThrows(ProblemException.class, () -> MountParser.bind(spec, null)).getMessage();
  }

  @Test
  void aMountMakesNoSource() {
    var mount = new HostConfig.Mount("bind", "/no/such/x", "/t", false, null, null, null);
    assertEquals(
        "invalid mount config for type \"bind\": bind source path does not exist: /no/such/x",
        assertThrows(ProblemException.class, () -> MountParser.mount(mount)).getMessage());
    var nothing = new HostConfig.Mount("bind", "/", "", false, null, null, null);
    assertEquals(
        "invalid mount config for type \"bind\": field Target must not be empty",
        assertThrows(ProblemException.class, () -> MountParser.mount(nothing)).getMessage());
  }

  @Test
  void tmpfsOptionsOverrideTheSafeOnes() {
    MountEntry tmpfs = MountParser.tmpfs(Map.entry("/t", "exec,size=1m,ro"));
    assertEquals(java.util.List.of("nosuid", "nodev", "size=1m", "ro"), tmpfs.options());
    assertFalse(tmpfs.rw());
    assertThrows(ProblemException.class, () -> MountParser.tmpfs(Map.entry("/t", "lowerdir=/etc")));
  }
}

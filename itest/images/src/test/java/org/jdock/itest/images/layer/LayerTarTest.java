package org.jdock.itest.images.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class LayerTarTest {
  @Test
  void theOrderOfPuttingDoesNotMatter() throws IOException {
    var one = new FileTree().text("b/c", "x").directory("a", 0700).symlink("l", "a");
    var other = new FileTree().symlink("l", "a").directory("/a/", 0700).text("./b/c", "x");
    assertArrayEquals(tar(one), tar(other));
  }

  @Test
  void hardLinksFollowTheirTargets() throws IOException {
    var names = names(new FileTree().text("z", "x").hardlink("a", "z"));
    assertEquals(List.of("z", "a"), names);
  }

  @Test
  void whiteoutsAreNamedAsTheSpecSays() throws IOException {
    var names = names(new FileTree().whiteout("etc/motd").opaque("var/cache"));
    assertTrue(
        names.containsAll(List.of("etc/.wh.motd", "var/cache/.wh..wh..opq")), names::toString);
  }

  @Test
  void longAndForeignNamesSurvive() throws IOException {
    var name = "ü".repeat(120) + "/" + "n".repeat(200);
    assertTrue(names(new FileTree().text(name, "x")).contains(name));
  }

  private static byte[] tar(FileTree tree) throws IOException {
    var out = new ByteArrayOutputStream();
    LayerTar.write(tree, out);
    return out.toByteArray();
  }

  private static List<String> names(FileTree tree) throws IOException {
    var names = new ArrayList<String>();
    try (var in = new TarArchiveInputStream(new ByteArrayInputStream(tar(tree)), "UTF-8")) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}

package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jdock.spi.storage.StorageDriver;
import org.jdock.tck.TestContext;
import org.jdock.tck.storage.StorageDriverTck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conformance kit, and what this driver has beyond it: shared files. */
public class CopyStorageDriverTest extends StorageDriverTck {
  @Override
  protected StorageDriver newDriver() {
    return new CopyStorageDriver();
  }

  @Test
  void unchangedFilesAreSharedOnlyBetweenWhatNeverChanges(@TempDir Path dir) throws Exception {
    StorageDriver driver = newDriver();
    driver.open(TestContext.under(dir));
    Path one = Path.of(driver.prepare("k1", null).getFirst().source());
    Files.writeString(one.resolve("kept"), "kept");
    Files.writeString(one.resolve("changed"), "old");
    driver.commit("one", "k1", null);
    Path two = Path.of(driver.prepare("k2", "one").getFirst().source());
    assertNotEquals(inode(one.resolve("kept")), inode(two.resolve("kept")), "still writable");
    Files.writeString(two.resolve("changed"), "new");
    driver.commit("two", "k2", "one");
    assertEquals(inode(one.resolve("kept")), inode(two.resolve("kept")));
    assertEquals("old", Files.readString(one.resolve("changed")));
    assertEquals("new", Files.readString(two.resolve("changed")));
    assertEquals(2, driver.usage("two").inodes(), "the root and what changed");
    Path active = Path.of(driver.prepare("c", "two").getFirst().source());
    Files.writeString(active.resolve("kept"), "written to");
    assertEquals("kept", Files.readString(one.resolve("kept")));
    driver.remove("c");
    driver.remove("two");
    assertTrue(Files.exists(one.resolve("kept")));
    driver.close();
  }

  private static Object inode(Path file) throws Exception {
    return Files.getAttribute(file, "unix:ino");
  }
}

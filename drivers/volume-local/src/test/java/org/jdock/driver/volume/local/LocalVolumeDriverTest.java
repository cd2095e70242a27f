package org.jdock.driver.volume.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.linux.mount.Mounts;
import org.jdock.spi.DriverException.Kind;
import org.jdock.spi.volume.VolumeDriver;
import org.jdock.tck.volume.VolumeDriverTck;
import org.junit.jupiter.api.Test;

/** Volume driver local against the contract, and what is its own. */
public class LocalVolumeDriverTest extends VolumeDriverTck {
  private static final Map<String, String> TMPFS =
      Map.of("type", "tmpfs", "device", "tmpfs", "o", "size=1m,noexec,mode=0700");

  @Override
  protected VolumeDriver newDriver() {
    return new LocalVolumeDriver();
  }

  @Override
  protected Map<String, String> otherOptions() {
    return TMPFS;
  }

  @Test
  void directoriesAreAsDockers() throws Exception {
    driver().create("vol", Map.of());
    Path data = driver().mount("vol", "h");
    assertEquals(temp().resolve("root/vol/_data"), data);
    assertEquals(data.toString(), driver().stat("vol").mountpoint());
    assertEquals(040755, Files.getAttribute(data, "unix:mode"));
    assertEquals(040701, Files.getAttribute(data.getParent(), "unix:mode"));
    driver().unmount("vol", "h");
  }

  @Test
  void aTmpfsIsMountedFromTheFirstHolderToTheLast() throws Exception {
    driver().create("mem", TMPFS);
    Path data = driver().mount("mem", "one");
    assertEquals("tmpfs", Files.getFileStore(data).type());
    assertEquals(1 << 20, Files.getFileStore(data).getTotalSpace());
    openAnother().mount("mem", "two");
    Files.writeString(data.resolve("f"), "text");
    driver().unmount("mem", "one");
    assertTrue(Files.exists(data.resolve("f")));
    driver().unmount("mem", "two");
    assertFalse(Mounts.isMountPoint(data));
    driver().remove("mem");
  }

  @Test
  void aBindShowsAnotherDirectoryAndRemoveSparesIt() throws Exception {
    Path other = Files.createDirectory(temp().resolve("other"));
    Files.writeString(other.resolve("f"), "text");
    driver().create("ext", Map.of("type", "none", "o", "bind,ro", "device", other.toString()));
    Path data = driver().mount("ext", "h");
    assertEquals("text", Files.readString(data.resolve("f")));
    assertThrows(IOException.class, () -> Files.writeString(data.resolve("g"), "x"));
    driver().unmount("ext", "h");
    driver().remove("ext");
    assertTrue(Files.exists(other.resolve("f")));
  }

  @Test
  void whatCannotBeMountedIsToldAndLeavesNoHolder() throws Exception {
    driver().create("ext", Map.of("type", "none", "o", "bind", "device", "/no/such/place"));
    String message = refused(Kind.FAILED, () -> driver().mount("ext", "h"));
    assertTrue(message.contains("no such file or directory"), message);
    driver().remove("ext");
    refused(Kind.INVALID, () -> driver().create("bad", Map.of("type", "tmpfs")));
    refused(Kind.INVALID, () -> driver().create("bad", Map.of("device", "/dev/sdz")));
    assertEquals(List.of(), driver().list());
  }

  @Test
  void aDamagedVolumeKeepsItsDataAndIsNotGuessedAt() throws Exception {
    driver().create("vol", Map.of());
    driver().create("fine", Map.of());
    Files.writeString(temp().resolve("root/vol/options"), "torn");
    assertEquals(List.of(driver().stat("fine")), driver().list());
    refused(Kind.FAILED, () -> driver().mount("vol", "h"));
    assertTrue(Files.isDirectory(temp().resolve("root/vol/_data")));
  }

  @Test
  void namesAreRefusedInDockersWords() {
    assertEquals(
        "\"x/y\" includes invalid characters for a local volume name, only"
            + " \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory,"
            + " use absolute path",
        refused(Kind.INVALID, () -> driver().create("x/y", Map.of())));
  }
}

package org.jdock.image.internal.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jdock.image.internal.content.DigestMismatch;
import org.jdock.image.internal.content.Hashes;
import org.jdock.image.internal.layer.LayerUnpacker.Deletions;
import org.jdock.image.internal.reference.Digest;
import org.jdock.linux.fs.FileStatus;
import org.jdock.linux.fs.Xattrs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerUnpackerTest {
  @TempDir Path temp;
  private Path root;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  @BeforeEach
  void prepare() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
    Files.writeString(temp.resolve("outside"), "untouched");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  private TarArchiveEntry header(String name, byte type) {
    return new TarArchiveEntry(name, type, true);
  }

  private void file(String name, String content) throws IOException {
    byte[] data = content.getBytes(StandardCharsets.UTF_8);
    var entry = header(name, TarConstants.LF_NORMAL);
    entry.setSize(data.length);
    tar.putArchiveEntry(entry);
    tar.write(data);
    tar.closeArchiveEntry();
  }

  private void link(String name, String target, byte type) throws IOException {
    var entry = header(name, type);
    entry.setLinkName(target);
    add(entry);
  }

  private void add(TarArchiveEntry entry) throws IOException {
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  private long unpack(Deletions deletions) throws IOException {
    tar.finish();
    byte[] all = bytes.toByteArray();
    return LayerUnpacker.unpack(new ByteArrayInputStream(all), Hashes.of(all), root, deletions);
  }

  @Test
  void everyKindOfFileComesWithItsAttributes() throws IOException {
    var directory = header("d/", TarConstants.LF_DIR);
    directory.setMode(01770);
    directory.setModTime(1_000_000_000_000L);
    add(directory);
    var program = header("d/setuid", TarConstants.LF_NORMAL);
    program.setMode(04755);
    program.setUserId(1234);
    program.setGroupId(3_000_000_000L >> 1);
    program.setModTime(
        java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(5, 123_000_000)));
    program.addPaxHeader("SCHILY.xattr.user.colour", "blue");
    program.addPaxHeader("SCHILY.xattr.trusted.overlay.redirect", "/etc");
    add(program);
    link("d/hard", "d/setuid", TarConstants.LF_LINK);
    link("d/soft", "/etc/passwd", TarConstants.LF_SYMLINK);
    add(header("d/fifo", TarConstants.LF_FIFO));
    var device = header("d/null", TarConstants.LF_CHR);
    device.setDevMajor(1);
    device.setDevMinor(3);
    add(device);
    file("x".repeat(60) + "/" + "y".repeat(200) + "/ü", "long");
    assertEquals(4, unpack(Deletions.NONE));
    assertEquals(01770, FileStatus.of(root.resolve("d")).permissions());
    assertEquals(1_000_000_000, FileStatus.of(root.resolve("d")).modified().getEpochSecond());
    FileStatus status = FileStatus.of(root.resolve("d/setuid"));
    assertEquals(04755, status.permissions());
    assertEquals(1234, status.uid());
    assertEquals(1_500_000_000, status.gid());
    assertEquals(2, status.links());
    assertEquals(Instant.ofEpochSecond(5, 123_000_000), status.modified());
    assertEquals(Path.of("/etc/passwd"), Files.readSymbolicLink(root.resolve("d/soft")));
    assertTrue(FileStatus.of(root.resolve("d/fifo")).isFifo());
    assertEquals("1:3", FileStatus.of(root.resolve("d/null")).special().toString());
    assertArrayEquals(
        "blue".getBytes(StandardCharsets.US_ASCII),
        Xattrs.get(root.resolve("d/setuid"), "user.colour"));
    assertNull(Xattrs.get(root.resolve("d/setuid"), "trusted.overlay.redirect"));
  }

  @Test
  void binaryAttributesKeepTheirBytes() throws IOException {
    byte[] capability = {1, 0, 0, 2, (byte) 0xc0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] key = "SCHILY.xattr.security.capability=".getBytes(StandardCharsets.US_ASCII);
    int length = key.length + capability.length + 4;
    var record = new ByteArrayOutputStream();
    record.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
    record.writeBytes(key);
    record.writeBytes(capability);
    record.write('\n');
    assertEquals(length, record.size());
    var pax = header("pax", (byte) 'x');
    pax.setSize(record.size());
    tar.putArchiveEntry(pax);
    tar.write(record.toByteArray());
    tar.closeArchiveEntry();
    file("program", "x");
    unpack(Deletions.NONE);
    assertArrayEquals(capability, Xattrs.get(root.resolve("program"), "security.capability"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../outside", "a/../../outside", "/../outside", ".././outside"})
  void namesThatLeadOutAreRefused(String name) throws IOException {
    file(name, "evil");
    var e = assertThrows(IOException.class, () -> unpack(Deletions.NONE));
    assertTrue(e.getMessage().startsWith("invalid path in the archive"), e.getMessage());
    assertEquals("untouched", Files.readString(temp.resolve("outside")));
  }

  @Test
  void linksDoNotLeadOut() throws IOException {
    link("up", "../../..", TarConstants.LF_SYMLINK);
    link("abs", temp.toString(), TarConstants.LF_SYMLINK);
    file("up" + temp + "/outside", "evil");
    file("abs/outside", "evil");
    link("file", temp.resolve("outside").toString(), TarConstants.LF_SYMLINK);
    file("file", "replaces the link");
    unpack(Deletions.NONE);
    assertEquals("untouched", Files.readString(temp.resolve("outside")));
    assertEquals("evil", Files.readString(root.resolve("." + temp + "/outside")));
    assertEquals("replaces the link", Files.readString(root.resolve("file")));
  }

  @Test
  void hardLinksDoNotLeadOut() throws IOException {
    link("abs", temp.toString(), TarConstants.LF_SYMLINK);
    link("stolen", "abs/outside", TarConstants.LF_LINK);
    assertThrows(IOException.class, () -> unpack(Deletions.NONE));
    assertFalse(Files.exists(root.resolve("stolen")));
    assertEquals(1, FileStatus.of(temp.resolve("outside")).links());
  }

  @Test
  void deletionsAreMarkedForOverlay() throws IOException {
    file("d/.wh.gone", "");
    file("d/.wh..wh..opq", "");
    unpack(Deletions.OVERLAY);
    assertTrue(FileStatus.of(root.resolve("d/gone")).isWhiteout());
    assertArrayEquals(new byte[] {'y'}, Xattrs.get(root.resolve("d"), "trusted.overlay.opaque"));
  }

  @Test
  void deletionsDeleteWhatWasBelow() throws IOException {
    Files.createDirectories(root.resolve("d/sub"));
    Files.writeString(root.resolve("d/sub/old"), "old");
    Files.writeString(root.resolve("gone"), "old");
    file("d/new", "new");
    file("d/.wh..wh..opq", "");
    file(".wh.gone", "");
    unpack(Deletions.DELETE);
    assertFalse(Files.exists(root.resolve("gone")));
    assertFalse(Files.exists(root.resolve("d/sub")));
    assertEquals("new", Files.readString(root.resolve("d/new")));
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh.", ".wh..", ".wh..."})
  void aWhiteoutOfItsDirectoryIsRefused(String name) throws IOException {
    file("d/" + name, "");
    assertThrows(IOException.class, () -> unpack(Deletions.DELETE));
  }

  @Test
  void damagedArchivesAreRefused() throws IOException {
    file("a", "content".repeat(1000));
    tar.finish();
    byte[] plain = bytes.toByteArray();
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    Digest diffId = Hashes.of(plain);
    byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    assertThrows(
        IOException.class,
        () -> LayerUnpacker.unpack(new ByteArrayInputStream(cut), diffId, root, Deletions.NONE));
    byte[] shorter = Arrays.copyOf(plain, 1024);
    assertThrows(
        IOException.class,
        () ->
            LayerUnpacker.unpack(new ByteArrayInputStream(shorter), diffId, root, Deletions.NONE));
    plain[600] ^= 1;
    assertThrows(
        DigestMismatch.class,
        () -> LayerUnpacker.unpack(new ByteArrayInputStream(plain), diffId, root, Deletions.NONE));
  }
}

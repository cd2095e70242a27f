package org.jdock.launcher.training;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An image with one program of 170 bytes, {@code /hi}: it prints "hi", and then ends if it was given
 * an argument, or else waits. As an archive for {@code docker load}; for x86-64.
 */
final class TinyImage {
  static final String NAME = "jdock-training:latest";

  private static final int BLOCK = 512;
  private static final int HEADERS = 64 + 56;
  private static final long BASE = 0x400000;

  /** write(1, "hi\n", 3); argc == 1 ? pause() for ever : exit(0). */
  private static final String CODE =
      "488b1c24 b801000000 89c7 488d351d000000 ba03000000 0f05 83fb01 7509"
          + " b822000000 0f05 ebf7 b83c000000 31ff 0f05 68690a";

  private TinyImage() {}

  static boolean isForThisHost() {
    return System.getProperty("os.arch").equals("amd64");
  }

  static byte[] archive() {
    var layer = tar(entry("hi", 0755, program()));
    var config =
        """
        {"architecture":"amd64","os":"linux","config":{"Cmd":["/hi"]},\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s"]}}"""
            .formatted(sha256(layer));
    var manifest =
        "[{\"Config\":\"config.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]"
            .formatted(NAME);
    return tar(
        entry("config.json", 0644, config.getBytes(StandardCharsets.UTF_8)),
        entry("layer.tar", 0644, layer),
        entry("manifest.json", 0644, manifest.getBytes(StandardCharsets.UTF_8)));
  }

  /** An ELF file (System V ABI, chapter 4) with one segment. */
  static byte[] program() {
    var code = HexFormat.of().parseHex(CODE.replace(" ", ""));
    int size = HEADERS + code.length;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(HexFormat.of().parseHex("7f454c46020101000000000000000000"))
        .putShort((short) 2) // executable
        .putShort((short) 62) // x86-64
        .putInt(1)
        .putLong(BASE + HEADERS) // entry
        .putLong(64) // program headers
        .putLong(0)
        .putInt(0)
        .putShort((short) 64)
        .putShort((short) 56)
        .putShort((short) 1)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(1) // load
        .putInt(5) // read, execute
        .putLong(0)
        .putLong(BASE)
        .putLong(BASE)
        .putLong(size)
        .putLong(size)
        .putLong(0x1000)
        .put(code)
        .array();
  }

  /** A header (POSIX ustar) and the content, filled up to whole blocks. */
  private static byte[] entry(String name, int mode, byte[] content) {
    int whole = (content.length + BLOCK - 1) / BLOCK * BLOCK;
    var block = ByteBuffer.allocate(BLOCK + whole);
    text(block, 0, name);
    text(block, 100, "%07o".formatted(mode));
    text(block, 108, "0000000");
    text(block, 116, "0000000");
    text(block, 124, "%011o".formatted(content.length));
    text(block, 136, "00000000000");
    text(block, 148, " ".repeat(8));
    text(block, 156, "0");
    text(block, 257, "ustar");
    text(block, 263, "00");
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += block.get(i);
    }
    text(block, 148, "%06o\0 ".formatted(sum));
    return block.put(BLOCK, content).array();
  }

  private static void text(ByteBuffer block, int at, String text) {
    block.put(at, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] tar(byte[]... entries) {
    var out = new ByteArrayOutputStream();
    Arrays.stream(entries).forEach(out::writeBytes);
    out.writeBytes(new byte[2 * BLOCK]);
    return out.toByteArray();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

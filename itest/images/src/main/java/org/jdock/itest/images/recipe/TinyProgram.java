package org.jdock.itest.images.recipe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jdock.itest.images.oci.Platform;

/**
 * A static Linux program that prints a text and ends, assembled here: it needs neither a compiler
 * nor a C library, for any of the two architectures. (System V ABI, ELF-64.)
 */
final class TinyProgram {
  private static final int ELF_HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final long BASE = 0x400000;

  private TinyProgram() {}

  static byte[] printing(String text, Platform platform) {
    var message = text.getBytes(StandardCharsets.UTF_8);
    var arm = platform.equals(Platform.LINUX_ARM64);
    if (!arm && !platform.equals(Platform.LINUX_AMD64)) {
      throw new IllegalArgumentException("no program for " + platform);
    }
    var code = arm ? arm64(message.length) : amd64(message.length);
    var start = ELF_HEADER + PROGRAM_HEADER;
    var size = start + code.length + message.length;
    var file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    file.putShort((short) 2).putShort((short) (arm ? 183 : 62)).putInt(1);
    file.putLong(BASE + start).putLong(ELF_HEADER).putLong(0).putInt(0);
    file.putShort((short) ELF_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) 1);
    file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
    // One segment, readable and executable, holds the whole file.
    file.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    file.putLong(size).putLong(size).putLong(0x10000);
    return file.put(code).put(message).array();
  }

  /** write(1, text, length); exit(0). The text follows the code. */
  private static byte[] amd64(int length) {
    var code = ByteBuffer.allocate(33).order(ByteOrder.LITTLE_ENDIAN);
    code.put((byte) 0xb8).putInt(1); // mov eax, write
    code.put((byte) 0xbf).putInt(1); // mov edi, 1
    code.put(new byte[] {0x48, (byte) 0x8d, 0x35}).putInt(16); // lea rsi, [rip + text]
    code.put((byte) 0xba).putInt(length); // mov edx, length
    code.put(new byte[] {0x0f, 0x05}); // syscall
    code.put((byte) 0xb8).putInt(60); // mov eax, exit
    code.put(new byte[] {0x31, (byte) 0xff, 0x0f, 0x05}); // xor edi, edi; syscall
    return code.array();
  }

  private static byte[] arm64(int length) {
    var code = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    code.putInt(0xd2800020); // mov x0, 1
    code.putInt(0x100000e1); // adr x1, text (28 bytes on)
    code.putInt(0xd2800002 | length << 5); // mov x2, length
    code.putInt(0xd2800808); // mov x8, write
    code.putInt(0xd4000001); // svc 0
    code.putInt(0xd2800000); // mov x0, 0
    code.putInt(0xd2800ba8); // mov x8, exit
    code.putInt(0xd4000001); // svc 0
    return code.array();
  }
}

package org.jdock.linux.internal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jdock.linux.Errno;
import org.jdock.linux.SyscallException;

/** Names as the kernel sees them, in the encoding that java.nio.file uses. */
public final class CStrings {
  private static final Charset CHARSET =
      Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

  private CStrings() {}

  /** Bytes without the zero at the end; refuses what has no faithful form. */
  public static byte[] encode(String value) throws SyscallException {
    if (value.indexOf('\0') >= 0) {
      throw new SyscallException("encode", value.replace('\0', '?'), Errno.EINVAL.number());
    }
    try {
      ByteBuffer b =
          CHARSET
              .newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(value));
      byte[] bytes = new byte[b.remaining()];
      b.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      var refused =
          new SyscallException("encode", value, Errno.EILSEQ.number(), "in " + CHARSET.name());
      refused.initCause(e);
      throw refused;
    }
  }

  /** The text of bytes; what is malformed becomes U+FFFD. */
  public static String decode(byte[] value) {
    return new String(value, CHARSET);
  }

  /** The text from {@code from} to the first zero byte, or to {@code to}. */
  public static String decode(MemorySegment memory, long from, long to) {
    long end = from;
    while (end < to && memory.get(ValueLayout.JAVA_BYTE, end) != 0) {
      end++;
    }
    return decode(memory.asSlice(from, end - from).toArray(ValueLayout.JAVA_BYTE));
  }
}

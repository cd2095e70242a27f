package org.jdock.linux;

import java.lang.foreign.ValueLayout;
import org.jdock.linux.internal.Call;
import org.jdock.linux.internal.Nr;

/**
 * Both ends of a pipe, blocking until told otherwise; whoever opened it closes both.
 *
 * @param reader the end to read from
 * @param writer the end to write to
 */
public record Pipe(Fd reader, Fd writer) implements AutoCloseable {
  /** pipe2(2). Does not block. */
  public static Pipe open() throws SyscallException {
    try (Call c = new Call()) {
      var two = c.memory(8);
      c.run("pipe", null, Nr.PIPE2, two.address(), OpenFlags.CLOEXEC);
      return new Pipe(
          Fd.owning(two.get(ValueLayout.JAVA_INT, 0), "pipe"),
          Fd.owning(two.get(ValueLayout.JAVA_INT, 4), "pipe"));
    }
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
  }
}

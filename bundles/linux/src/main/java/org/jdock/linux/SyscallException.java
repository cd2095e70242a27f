package org.jdock.linux;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A system call that the kernel refused: "mount /x: no such file or directory (ENOENT)". */
public final class SyscallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final @Nullable String target;
  private final int number;

  /** As {@link #SyscallException(String, String, int, String)} without a detail. */
  public SyscallException(String call, @Nullable String target, int number) {
    this(call, target, number, null);
  }

  /**
   * @param call the call's name, as in its manual page
   * @param target what it was applied to, for the reader; null if there is nothing to name
   * @param number the positive error number
   * @param detail what the kernel said beyond the number (netlink's and mount's own messages), or
   *     null
   */
  public SyscallException(
      String call, @Nullable String target, int number, @Nullable String detail) {
    super(text(call, target, number, detail));
    this.call = call;
    this.target = target;
    this.number = number;
  }

  /** The call's name, as in its manual page. */
  public String call() {
    return call;
  }

  /** What the call was applied to, or null. */
  public @Nullable String target() {
    return target;
  }

  /** The error, {@link Errno#UNKNOWN} if its number is not known here. */
  public Errno errno() {
    return Errno.of(number);
  }

  /** The positive error number. */
  public int number() {
    return number;
  }

  /** Whether the error is one of these. */
  public boolean is(Errno... any) {
    for (Errno e : any) {
      if (e.number() == number) {
        return true;
      }
    }
    return false;
  }

  private static String text(
      String call, @Nullable String target, int number, @Nullable String detail) {
    Errno errno = Errno.of(number);
    String name = errno == Errno.UNKNOWN ? Integer.toString(number) : errno.name();
    return call
        + (target == null ? "" : " " + target)
        + ": "
        + (detail == null ? errno.text() : errno.text() + ": " + detail)
        + " ("
        + name
        + ")";
  }
}

package org.jdock.shell.internal.io;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * A command's streams and terminal. Streams may be used by several threads; closing them does
 * nothing.
 */
public interface CommandIo {
  /** Standard input; reading blocks and may be interrupted. */
  InputStream in();

  /** Standard output, UTF-8; not flushed by itself. */
  PrintStream out();

  /** Standard error, UTF-8. */
  PrintStream err();

  /** Whether standard input is a terminal. */
  boolean inputTerminal();

  /** Whether standard output is a terminal. */
  boolean outputTerminal();

  /** What relative paths start from, absolute. */
  Path directory();

  /**
   * Puts the terminal into raw mode: each key is passed on at once, Ctrl-C too. Closing puts it
   * back. Without a terminal, it does nothing.
   *
   * @param resized told of the size now and after each change
   */
  Release raw(Resized resized);

  /**
   * Takes signals from now on; without it, one interrupts the command's thread.
   *
   * @param handler gets the name without SIG; called on a thread of its own
   */
  Release onSignal(SignalHandler handler);

  /** Ends something. */
  @FunctionalInterface
  interface Release extends AutoCloseable {
    @Override
    void close();
  }

  /** Hears of a terminal's size. */
  @FunctionalInterface
  interface Resized {
    /** The size in characters. */
    void to(int rows, int columns);
  }

  /** Hears of signals. */
  @FunctionalInterface
  interface SignalHandler {
    /** A signal came. */
    void signal(String name);
  }
}

package org.jdock.shell.internal.command;

import org.jdock.shell.internal.args.Arguments;
import org.jdock.shell.internal.args.Syntax;
import org.jdock.shell.internal.io.CommandIo;

/**
 * A command.
 *
 * @param name one word, or those of a group: {@code driver list}, {@code driver trust list}
 * @param text what it does, for its help
 * @param syntax what it accepts
 * @param completes what its operands name
 * @param failure the exit code for a problem: 1, or 125 for commands whose own codes are a
 *     container's
 * @param body does it
 */
public record Command(
    String name, String text, Syntax syntax, Operand completes, int failure, Body body) {
  /** A command that fails with 1. */
  public Command(String name, String text, Syntax syntax, Operand completes, Body body) {
    this(name, text, syntax, completes, 1, body);
  }

  /** What operands name. */
  public enum Operand {
    NOTHING,
    DRIVER,
    FILE,
    DRIVER_OR_FILE,
    CONTAINER,
    IMAGE,
    VOLUME,
    NETWORK,
    CERTIFICATE
  }

  /** What a command does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Does it, on the calling thread; ends early when that is interrupted.
     *
     * @return the exit code
     */
    int run(Arguments arguments, CommandIo io) throws Exception;
  }
}

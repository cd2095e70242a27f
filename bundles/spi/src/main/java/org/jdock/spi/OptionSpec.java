package org.jdock.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option that a driver understands, so that the engine can refuse others by name.
 *
 * @param name as users write it, such as {@code max-size}
 * @param type how a value is checked
 * @param defaultValue what holds when it is absent; null when nothing does
 * @param text one line for people
 * @param allowed the only values taken; empty when any value of the type is
 */
public record OptionSpec(
    String name, Type type, @Nullable String defaultValue, String text, List<String> allowed) {
  /** The name of a spec that stands for every other name: the driver itself refuses options. */
  public static final String ANY = "*";

  /** How a value is checked. More types may be added. */
  public enum Type {
    /** Any text. */
    STRING,
    /** A whole number, 0 or more. */
    INTEGER,
    /** Bytes with an optional unit: {@code 10m}, {@code 1g}, {@code 512k}, {@code 100}. */
    SIZE,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** A duration as Go writes it: {@code 1m30s}, {@code 500ms}. */
    DURATION
  }

  /** Keeps its own copy of the allowed values. */
  public OptionSpec {
    allowed = List.copyOf(allowed);
  }

  /** An option of any value of its type. */
  public static OptionSpec of(String name, Type type, @Nullable String defaultValue, String text) {
    return new OptionSpec(name, type, defaultValue, text, List.of());
  }
}

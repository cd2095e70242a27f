package org.jdock.spi;

import java.util.List;

public record OptionSpec(
    String name, Type type, String defaultValue, String text, List<String> allowed) {
    public enum Type {
        STRING,
        INTEGER,
        SIZE,
        BOOLEAN,
        DURATION
  }

    public OptionSpec {
    allowed = List.copyOf(allowed);
  }

    public static OptionSpec of(String name, Type type, String defaultValue, String text) {
    return new OptionSpec(name, type, defaultValue, text, List.of());
  }
}

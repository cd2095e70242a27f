package org.jdock.spi.log;

public record LogLine(long timeNanos, Stream stream, boolean complete, byte[] bytes) {
    public enum Stream {
        STDOUT,
        STDERR
  }
}

package org.jdock.spi;

public record Probe(boolean ready, String reason, String remedy) {
  private static final Probe READY = new Probe(true, "", "");

    public static Probe ok() {
    return READY;
  }

    public static Probe no(String reason, String remedy) {
    return new Probe(false, reason, remedy);
  }
}

package org.jdock.container.internal.lifecycle;

/** How long each stage of something took, for the debug log. For one thread. */
final class Stages {
  private final StringBuilder text;
  private long last = System.nanoTime();

  Stages(String what, String id) {
    text = new StringBuilder(what).append(" of ").append(id, 0, 12).append(':');
  }

  void done(String stage) {
    long now = System.nanoTime();
    text.append(' ').append(stage).append(' ').append((now - last) / 1000).append("µs");
    last = now;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

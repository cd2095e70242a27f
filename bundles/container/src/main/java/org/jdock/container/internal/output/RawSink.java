package org.jdock.container.internal.output;

/**
 * Turns records back into what was printed. An empty record that ends an open line is kept back:
 * see {@link Joiner}. Not thread-safe.
 */
final class RawSink implements Records.Sink {
  private static final byte[] NEWLINE = {'\n'};

  private final Split split;
  private final boolean stdout;
  private final boolean stderr;
  private final boolean[] open = new boolean[2];
  private final boolean[] kept = new boolean[2];

  RawSink(Split split, boolean stdout, boolean stderr) {
    this.split = split;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  @Override
  public void record(
      long at, long time, boolean err, boolean partial, byte[] text, int from, int length) {
    int stream = err ? 1 : 0;
    if (!(err ? stderr : stdout)) {
      return;
    }
    release(stream);
    split.write(err, text, from, length);
    if (!partial && length == 0 && open[stream]) {
      kept[stream] = true;
    } else if (!partial) {
      split.write(err, NEWLINE, 0, 1);
    }
    open[stream] = partial;
  }

  private void release(int stream) {
    if (kept[stream]) {
      kept[stream] = false;
      split.write(stream == 1, NEWLINE, 0, 1);
    }
  }

  /** Whether a newline is kept back. */
  boolean undecided() {
    return kept[0] || kept[1];
  }

  /** It was one. */
  void decide() {
    release(0);
    release(1);
  }
}

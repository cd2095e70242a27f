package org.jdock.itest.engine.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Programs that are run to their end. */
public final class Run {
  private static final int LIMIT_SECONDS = 120;

  private Run() {}

  /**
   * What a program did.
   *
   * @param exit its exit code
   * @param out its standard output
   * @param err its standard error
   */
  public record Outcome(int exit, String out, String err) {
    /** The output, after a look that it succeeded. */
    public String ok() {
      if (exit != 0) {
        throw new AssertionError("exit code " + exit + "\n" + out + err);
      }
      return out.strip();
    }
  }

  /** Runs a program with nothing on its standard input. */
  public static Outcome of(Map<String, String> environment, List<String> command) {
    return of(environment, command, "");
  }

  /** Runs a program; one that takes longer than two minutes is ended and fails the test. */
  public static Outcome of(Map<String, String> environment, List<String> command, String input) {
    try {
      var builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      var process = builder.start();
      var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The program ended without reading it; its exit code says why.
      }
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running after " + LIMIT_SECONDS + " s: " + command);
      }
      return new Outcome(process.exitValue(), out.get(), err.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(String.valueOf(command), e);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

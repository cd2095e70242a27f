package org.jdock.registry.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** Plain files of web servers. Blocks; thread-safe. */
final class WebFiles implements AutoCloseable {
  private final String remedy;

  /**
   * Connects to nothing yet.
   *
   * @param remedy what to do when a server can't be reached
   */
  WebFiles(String remedy) {
    this.remedy = remedy;
  }

  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NORMAL)
          .connectTimeout(CONNECT)
          .build();

  /**
   * A small file; null where there is none.
   *
   * @throws ProblemException UNAVAILABLE when it can't be had, INVALID when it is longer
   */
  byte @Nullable [] read(URI address, int limit) {
    try (InputStream in = open(address)) {
      if (in == null) {
        return null;
      }
      byte[] all = in.readNBytes(limit + 1);
      if (all.length > limit) {
        throw ProblemException.invalid(address + " is longer than " + limit + " bytes");
      }
      return all;
    } catch (IOException e) {
      throw unavailable(address, e);
    }
  }

  /**
   * Writes a file, and its bytes into a hash; false where there is none.
   *
   * @param progress told how many bytes are here
   */
  boolean download(URI address, Path target, MessageDigest hash, LongConsumer progress) {
    try (InputStream in = open(address)) {
      if (in == null) {
        return false;
      }
      byte[] buffer = new byte[64 << 10];
      long done = 0;
      try (OutputStream out = Files.newOutputStream(target)) {
        for (int n; (n = in.read(buffer)) >= 0; ) {
          out.write(buffer, 0, n);
          hash.update(buffer, 0, n);
          done += n;
          progress.accept(done);
        }
      }
      return true;
    } catch (IOException e) {
      throw unavailable(address, e);
    }
  }

  private @Nullable InputStream open(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
    HttpResponse<InputStream> answer;
    try {
      answer = http.send(request, BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (answer.statusCode() == 200) {
      return answer.body();
    }
    answer.body().close();
    if (answer.statusCode() == 404 || answer.statusCode() == 410) {
      return null;
    }
    throw new IOException("HTTP status " + answer.statusCode());
  }

  private ProblemException unavailable(URI address, IOException e) {
    String reason =
        e instanceof ConnectException
            ? "there is no connection to " + address.getAuthority()
            : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new ProblemException(
        Problem.UNAVAILABLE, address + " can't be read: " + reason + "; " + remedy, e);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}

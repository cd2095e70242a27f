package org.jdock.image.internal.registry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.document.MediaTypes;
import org.jdock.image.internal.reference.Digest;
import org.jdock.image.internal.reference.Reference;

/**
 * One repository at one endpoint (OCI distribution-spec). Blocks; thread-safe. Closing it ends what
 * is under way.
 */
final class RegistryClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int REDIRECTS = 10;
  private static final int TRIES = 3;

  private final Endpoint endpoint;
  private final Reference reference;
  private final HttpClient http;
  private final Authorization authorization;

  /** What is to be done there. */
  enum Access {
    /** Only to be let in. */
    ENTER(""),
    PULL("pull"),
    PUSH("pull,push");

    private final String scope;

    Access(String scope) {
      this.scope = scope;
    }

    /** As a token's scope names it. */
    String scope() {
      return scope;
    }
  }

  RegistryClient(Endpoint endpoint, Reference reference, RegistryAuth auth, Access access) {
    this.endpoint = endpoint;
    this.reference = reference;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // a connection each for layers side by side
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT);
    if (endpoint.unverified()) {
      builder.sslContext(AnyCertificate.context());
    }
    this.http = builder.build();
    this.authorization =
        new Authorization(http, reference, endpoint.mirror() ? RegistryAuth.NONE : auth, access);
  }

  /**
   * Asks whether a registry is there, and what it wants to know.
   *
   * @throws Unreachable if there is none
   */
  void ping() throws Unreachable {
    URI uri = endpoint.path("/v2/");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWER).build();
    try {
      HttpResponse<InputStream> answer = send(request);
      try (InputStream body = answer.body()) {
        body.readNBytes(Json.LIMIT);
      }
      authorization.challenge(Challenge.choose(answer.headers().allValues("WWW-Authenticate")));
    } catch (IOException e) {
      throw new Unreachable(RegistryErrors.unreachable("Get", uri, e));
    }
  }

  /** Asks for nothing but to be let in. */
  void enter() throws IOException {
    exchange(HttpRequest.newBuilder(endpoint.path("/v2/")).timeout(ANSWER), 200).body().close();
  }

  /** No registry answers here; another endpoint may. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final ProblemException problem;

    Unreachable(ProblemException problem) {
      super(problem);
      this.problem = problem;
    }

    ProblemException problem() {
      return problem;
    }
  }

  /**
   * A manifest or an index.
   *
   * @param mediaType as the registry says
   * @param body the bytes that have the digest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Document(String mediaType, byte[] body) {}

  /** Gets a manifest or an index by tag or digest. */
  Document manifest(String target) throws IOException {
    URI uri = endpoint.path("/v2/" + reference.path() + "/manifests/" + target);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
    MediaTypes.MANIFESTS.forEach(type -> request.header("Accept", type));
    HttpResponse<InputStream> answer = exchange(request, 200);
    try (InputStream body = answer.body()) {
      byte[] bytes = body.readNBytes(Json.LIMIT + 1);
      if (bytes.length > Json.LIMIT) {
        throw new IOException("the manifest is longer than " + Json.LIMIT + " bytes");
      }
      String type = answer.headers().firstValue("Content-Type").orElse("");
      int parameters = type.indexOf(';');
      return new Document(parameters < 0 ? type : type.substring(0, parameters).strip(), bytes);
    }
  }

  /**
   * A blob's bytes.
   *
   * @param from how many are here already; they are not sent again by registries that can
   * @return the rest
   */
  InputStream blob(Digest digest, long from) throws IOException {
    URI uri = endpoint.path("/v2/" + reference.path() + "/blobs/" + digest);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(ANSWER);
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    HttpResponse<InputStream> answer = exchange(request, 206);
    if (from > 0 && answer.statusCode() == 200) {
      answer.body().skipNBytes(from); // it sends all of it again
    }
    return answer.body();
  }

  /** Sends with authorization, tries again what was cut, and follows redirects. */
  private HttpResponse<InputStream> exchange(HttpRequest.Builder request, int alsoGood)
      throws IOException {
    IOException failure = null;
    for (int i = 0; i < TRIES; i++) {
      HttpRequest plain = request.copy().build();
      try {
        HttpResponse<InputStream> answer = follow(authorized(request));
        if (answer.statusCode() == 401 && authorization.renew()) {
          answer.body().close();
          answer = follow(authorized(request));
        }
        if (answer.statusCode() != 200 && answer.statusCode() != alsoGood) {
          try (InputStream body = answer.body()) {
            throw RegistryErrors.refused(
                answer.statusCode(), body.readNBytes(Json.LIMIT), reference, plain.uri());
          }
        }
        return answer;
      } catch (java.net.ConnectException e) {
        throw RegistryErrors.unreachable("Get", plain.uri(), e);
      } catch (IOException e) {
        failure = e;
        if (Thread.currentThread().isInterrupted()) {
          break;
        }
      }
    }
    throw RegistryErrors.unreachable("Get", request.build().uri(), Objects.requireNonNull(failure));
  }

  /** The address of something in the repository, such as {@code blobs/uploads/}. */
  URI address(String inRepository) {
    return endpoint.path("/v2/" + reference.path() + "/" + inRepository);
  }

  /**
   * Sends something that is not to be sent twice, and follows no redirect. Credentials go to the
   * registry's own host only.
   *
   * @param good the only status that is no refusal, besides {@code alsoGood}
   * @return an answer whose body was read
   */
  HttpResponse<InputStream> write(HttpRequest.Builder request, int good, int alsoGood)
      throws IOException {
    URI uri = request.copy().build().uri();
    boolean ours = Objects.equals(uri.getAuthority(), endpoint.base().getAuthority());
    HttpResponse<InputStream> answer;
    byte[] body;
    try {
      answer = send(ours ? authorized(request) : request.build());
      if (answer.statusCode() == 401 && ours && authorization.renew()) {
        answer = send(authorized(request));
      }
      try (InputStream in = answer.body()) {
        body = in.readNBytes(Json.LIMIT);
      }
    } catch (IOException e) {
      throw RegistryErrors.unreachable(request.build().method(), uri, e);
    }
    if (answer.statusCode() != good && answer.statusCode() != alsoGood) {
      throw RegistryErrors.refused(answer.statusCode(), body, reference, uri);
    }
    return answer;
  }

  private HttpRequest authorized(HttpRequest.Builder request) throws IOException {
    String header = authorization.header();
    HttpRequest.Builder copy = request.copy();
    return (header == null ? copy : copy.setHeader("Authorization", header)).build();
  }

  /** Credentials go to no other host. */
  private HttpResponse<InputStream> follow(HttpRequest first) throws IOException {
    HttpRequest request = first;
    for (int i = 0; i < REDIRECTS; i++) {
      HttpResponse<InputStream> answer = send(request);
      String location = answer.headers().firstValue("Location").orElse(null);
      if (!List.of(301, 302, 303, 307, 308).contains(answer.statusCode()) || location == null) {
        return answer;
      }
      answer.body().close();
      URI next = request.uri().resolve(location);
      if (request.uri().getScheme().equals("https") && !"https".equals(next.getScheme())) {
        throw new IOException("refused to follow a redirect from https to " + next);
      }
      boolean same = Objects.equals(next.getAuthority(), request.uri().getAuthority());
      request =
          HttpRequest.newBuilder(
                  request, (name, _) -> same || !name.equalsIgnoreCase("Authorization"))
              .uri(next)
              .build();
    }
    throw new IOException("stopped after " + REDIRECTS + " redirects");
  }

  private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
    return Authorization.send(http, request);
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}

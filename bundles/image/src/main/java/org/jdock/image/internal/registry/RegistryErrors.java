package org.jdock.image.internal.registry;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.image.internal.document.Json;
import org.jdock.image.internal.reference.Reference;

/** A registry's refusals and failures, in Docker's words. */
final class RegistryErrors {
  private RegistryErrors() {}

  /** An answer that is no success (distribution-spec, Error Codes). */
  static ProblemException refused(int status, byte[] body, Reference reference, URI uri) {
    String code = "";
    String message = "";
    try {
      List<JsonObject> errors = Json.children(Json.object(body, "the answer"), "errors");
      if (!errors.isEmpty()) {
        code = Json.text(errors.getFirst(), "code", "");
        message = Json.text(errors.getFirst(), "message", "");
      }
    } catch (IOException e) {
      // a proxy's page, or nothing: the status must do
      code = "";
    }
    if (code.isEmpty()) {
      code =
          switch (status) {
            case 401 -> "UNAUTHORIZED";
            case 403 -> "DENIED";
            case 404 -> "MANIFEST_UNKNOWN";
            case 429 -> "TOOMANYREQUESTS";
            default -> "";
          };
    }
    String name = reference.familiarRepository();
    String cause = cause(code, message);
    return switch (code) {
      case "DENIED" ->
          ProblemException.notFound(
              "pull access denied for "
                  + name
                  + ", repository does not exist or may require 'docker login': "
                  + cause);
      case "MANIFEST_UNKNOWN" ->
          ProblemException.notFound(
              "manifest for " + reference.orLatest().familiar() + " not found: " + cause);
      case "NAME_UNKNOWN" ->
          ProblemException.notFound("repository " + name + " not found: " + cause);
      case "BLOB_UNKNOWN" -> ProblemException.notFound(cause);
      case "UNAUTHORIZED" -> new ProblemException(Problem.UNAUTHORIZED, cause);
      case "TOOMANYREQUESTS" -> new ProblemException(Problem.UNAVAILABLE, cause);
      default ->
          ProblemException.failed(
              "received unexpected HTTP status: " + status + " from " + uri.getHost(), null);
    };
  }

  private static String cause(String code, String message) {
    String name = code.toLowerCase(Locale.ROOT).replace('_', ' ');
    String known =
        switch (code) {
          case "DENIED" -> "requested access to the resource is denied";
          case "UNAUTHORIZED" -> "authentication required";
          case "MANIFEST_UNKNOWN" -> "manifest unknown";
          case "TOOMANYREQUESTS" -> "too many requests";
          default -> name;
        };
    return name + ": " + (message.isEmpty() ? known : message);
  }

  /** A request without an answer. */
  static ProblemException unreachable(String method, URI uri, IOException e) {
    String at = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    String what =
        switch (e) {
          case ConnectException c when isUnresolved(c) ->
              "dial tcp: lookup " + uri.getHost() + ": no such host";
          case ConnectException _ -> "dial tcp " + at + ": connect: connection refused";
          case HttpTimeoutException _ ->
              "net/http: request canceled while waiting for connection (Client.Timeout exceeded"
                  + " while awaiting headers)";
          case SSLException s -> "tls: " + s.getMessage();
          default -> String.valueOf(e.getMessage());
        };
    return ProblemException.failed(method + " \"" + uri + "\": " + what, e);
  }

  /** The client nests it, deeper where it tried a connection before. */
  private static boolean isUnresolved(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return true;
      }
    }
    return false;
  }
}

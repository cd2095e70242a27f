package org.jdock.shell.internal.login;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.jspecify.annotations.Nullable;

/** Docker's {@code config.json}: credentials by registry, or the helper that keeps them. */
public final class DockerLogins {
  private static final Gson GSON = new Gson();
  private static final String HUB = "https://index.docker.io/v1/";

  private final Path folder;

  /**
   * In a folder.
   *
   * @param folder need not exist
   */
  public DockerLogins(Path folder) {
    this.folder = folder;
  }

  private record Login(
      @Nullable String auth,
      @Nullable String username,
      @Nullable String password,
      @SerializedName("identitytoken") @Nullable String identityToken,
      @SerializedName("registrytoken") @Nullable String registryToken) {}

  private record Content(
      @Nullable Map<String, Login> auths,
      @Nullable Map<String, String> credHelpers,
      @Nullable String credsStore) {}

  /**
   * Who asks the registry of a reference; nobody when no login is known. Blocks for a helper.
   *
   * @throws ProblemException when the file can't be understood or its helper fails
   */
  public RegistryAuth of(String reference) {
    Path file = folder.resolve("config.json");
    try {
      Content content = GSON.fromJson(Files.readString(file), Content.class);
      return content == null ? RegistryAuth.NONE : of(content, host(reference));
    } catch (NoSuchFileException e) {
      return RegistryAuth.NONE;
    } catch (IOException | JsonParseException | IllegalArgumentException e) {
      throw ProblemException.invalid(
          file + " can't be read for a login: " + e.getMessage() + "; mend it, or say --username");
    }
  }

  /** The registry, as keys of the file name it. */
  static String host(String reference) {
    int slash = reference.indexOf('/');
    String first = slash < 0 ? "" : reference.substring(0, slash);
    boolean registry = first.contains(".") || first.contains(":") || first.equals("localhost");
    return !registry || first.equals("docker.io") || first.equals("index.docker.io") ? HUB : first;
  }

  private static RegistryAuth of(Content content, String host) throws IOException {
    Map<String, String> helpers = content.credHelpers();
    String helper = helpers == null ? null : helpers.get(host);
    helper = helper == null ? content.credsStore() : helper;
    if (helper != null && !helper.isEmpty()) {
      return CredentialHelper.ask(helper, host);
    }
    Map<String, Login> logins = content.auths();
    if (logins != null) {
      for (var each : logins.entrySet()) {
        if (each.getKey().equals(host) || bare(each.getKey()).equals(host)) {
          return auth(each.getValue());
        }
      }
    }
    return RegistryAuth.NONE;
  }

  /** Old clients wrote addresses where there are names now. */
  private static String bare(String key) {
    return key.replaceFirst("^https?://", "").replaceFirst("/.*", "");
  }

  private static RegistryAuth auth(Login login) {
    String user = login.username();
    String password = login.password();
    String both = login.auth();
    if (both != null && !both.isEmpty()) {
      String text = new String(Base64.getDecoder().decode(both), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      user = colon < 0 ? text : text.substring(0, colon);
      password = colon < 0 ? "" : text.substring(colon + 1).replaceFirst("\0+$", "");
    }
    String token = login.identityToken();
    return token == null || token.isEmpty()
        ? new RegistryAuth(user, password, null, login.registryToken())
        : new RegistryAuth(null, null, token, null);
  }
}

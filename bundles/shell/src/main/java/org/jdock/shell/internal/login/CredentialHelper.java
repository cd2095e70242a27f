package org.jdock.shell.internal.login;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdock.api.image.RegistryAuth;
import org.jspecify.annotations.Nullable;

/** The programs {@code docker-credential-NAME}, which keep logins elsewhere than in a file. */
final class CredentialHelper {
  private static final int LIMIT_SECONDS = 20;
  private static final String TOKEN = "<token>";

  private record Answer(
      @SerializedName("Username") @Nullable String username,
      @SerializedName("Secret") @Nullable String secret) {}

  private CredentialHelper() {}

  static RegistryAuth ask(String name, String host) throws IOException {
    if (!name.matches("[a-zA-Z0-9_.-]+")) {
      throw new IOException("\"" + name + "\" is no name of a credential helper");
    }
    return run("docker-credential-" + name, host);
  }

  static RegistryAuth run(String program, String host) throws IOException {
    Process process =
        new ProcessBuilder(program, "get").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    // A pipe of a process holds the thread that reads it: not one that carries others.
    FutureTask<String> answer = new FutureTask<>(() -> talk(process, host));
    Thread.ofPlatform().daemon().name("credential-helper").start(answer);
    try {
      String text = answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (process.waitFor() != 0) {
        if (text.contains("credentials not found")) {
          return RegistryAuth.NONE;
        }
        throw new IOException(program + " failed: " + text.strip());
      }
      return auth(new Gson().fromJson(text, Answer.class), program);
    } catch (ExecutionException e) {
      throw new IOException(program + " failed: " + e.getCause(), e);
    } catch (JsonParseException e) {
      throw new IOException(program + " did not answer in JSON", e);
    } catch (TimeoutException e) {
      throw new IOException(program + " did not answer within " + LIMIT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + program, e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String talk(Process process, String host) throws IOException {
    try (var to = process.getOutputStream()) {
      to.write(host.getBytes(StandardCharsets.UTF_8));
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static RegistryAuth auth(@Nullable Answer answer, String program) throws IOException {
    if (answer == null || answer.secret() == null) {
      throw new IOException(program + " gave no secret");
    }
    return TOKEN.equals(answer.username())
        ? new RegistryAuth(null, null, answer.secret(), null)
        : new RegistryAuth(answer.username(), answer.secret(), null, null);
  }
}

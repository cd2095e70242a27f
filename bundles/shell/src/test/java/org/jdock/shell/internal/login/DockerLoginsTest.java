package org.jdock.shell.internal.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.image.RegistryAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docker login leaves. */
class DockerLoginsTest {
  @TempDir Path folder;

  private RegistryAuth of(String reference) {
    return new DockerLogins(folder).of(reference);
  }

  private void file(String json) throws IOException {
    Files.writeString(folder.resolve("config.json"), json);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RegistryAuth user(String name, String password) {
    return new RegistryAuth(name, password, null, null);
  }

  @Test
  void withoutAFileItIsNobody() {
    assertEquals(RegistryAuth.NONE, of("r.example/x:1"));
  }

  @Test
  void eachRegistryHasItsOwn() throws Exception {
    file(
        """
        {"auths": {"r.example:5000": {"auth": "%s"},
                   "https://old.example/v1/": {"username": "b", "password": "c"},
                   "https://index.docker.io/v1/": {"auth": "%s"},
                   "t.example": {"auth": "%s", "identitytoken": "tok"}},
         "HttpHeaders": {"User-Agent": "x"}}
        """
            .formatted(base64("me:open:sesame"), base64("hub:pw"), base64("me:")));
    assertEquals(user("me", "open:sesame"), of("r.example:5000/x/y:1"));
    assertEquals(user("b", "c"), of("old.example/x"));
    assertEquals(user("hub", "pw"), of("vendor/x:1"));
    assertEquals(user("hub", "pw"), of("docker.io/vendor/x"));
    assertEquals(new RegistryAuth(null, null, "tok", null), of("t.example/x@sha256:0"));
    assertEquals(RegistryAuth.NONE, of("r.example/x"));
    assertEquals(RegistryAuth.NONE, of("localhost/x"));
  }

  @Test
  void whatCannotBeUnderstoodIsNamed() throws Exception {
    for (String bad : new String[] {"{", "{\"auths\": {\"r.example\": {\"auth\": \"?\"}}}", "[]"}) {
      file(bad);
      var e = assertThrows(ProblemException.class, () -> of("r.example/x"));
      assertEquals(Problem.INVALID, e.problem());
      assertTrue(e.getMessage().contains("config.json can't be read for a login"), e.getMessage());
    }
  }

  @Test
  void aHelperIsAsked() throws Exception {
    file("{\"credHelpers\": {\"r.example\": \"../x\"}, \"credsStore\": \"jdock-not-there\"}");
    var bad = assertThrows(ProblemException.class, () -> of("r.example/x"));
    assertTrue(bad.getMessage().contains("no name of a credential helper"), bad.getMessage());
    var gone = assertThrows(ProblemException.class, () -> of("other.example/x"));
    assertTrue(gone.getMessage().contains("docker-credential-jdock-not-there"), gone.getMessage());

    Path helper = folder.resolve("helper");
    Files.writeString(
        helper,
        """
        #!/bin/sh
        read -r host
        case $host in
          r.example) echo '{"ServerURL": "r.example", "Username": "me", "Secret": "pw"}' ;;
          t.example) echo '{"Username": "<token>", "Secret": "tok"}' ;;
          b.example) echo locked; exit 1 ;;
          *) echo 'credentials not found in native keychain'; exit 1 ;;
        esac
        """);
    assertTrue(helper.toFile().setExecutable(true));
    String program = helper.toString();
    assertEquals(user("me", "pw"), CredentialHelper.run(program, "r.example"));
    assertEquals(
        new RegistryAuth(null, null, "tok", null), CredentialHelper.run(program, "t.example"));
    assertEquals(RegistryAuth.NONE, CredentialHelper.run(program, "u.example"));
    var locked = assertThrows(IOException.class, () -> CredentialHelper.run(program, "b.example"));
    assertTrue(locked.getMessage().endsWith("failed: locked"), locked.getMessage());
  }
}

package org.jdock.image.internal.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "nginx,docker.io/library/nginx,nginx",
    "nginx:1.27,docker.io/library/nginx:1.27,nginx:1.27",
    "user/app,docker.io/user/app,user/app",
    "library/nginx,docker.io/library/nginx,nginx",
    "docker.io/nginx,docker.io/library/nginx,nginx",
    "index.docker.io/nginx,docker.io/library/nginx,nginx",
    "docker.io/library/a/b,docker.io/library/a/b,library/a/b",
    "host:5000/a/b:t,host:5000/a/b:t,host:5000/a/b:t",
    "localhost/a,localhost/a,localhost/a",
    "[::1]:5000/a,[::1]:5000/a,[::1]:5000/a",
    "UPPER/a,UPPER/a,UPPER/a",
    "a.b/c__d-e.f:X_1.2-3,a.b/c__d-e.f:X_1.2-3,a.b/c__d-e.f:X_1.2-3"
  })
  void whatUsersTypeHasAFullName(String typed, String full, String familiar) {
    Reference reference = Reference.parse(typed);
    assertEquals(full, reference.toString());
    assertEquals(familiar, reference.familiar());
    assertEquals(reference, Reference.parse(full));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":tag",
        "a:",
        "a:b:c",
        "a/",
        "/a",
        "a//b",
        "-a",
        "a_",
        "a..b",
        "a:.x",
        "a@sha256:12",
        "a@md5:00",
        "a b",
        "a:b@",
        "ho_st.x/a",
        "a:x/y:z/",
        "é"
      })
  void malformedNamesAreRefused(String typed) {
    var e = assertThrows(ProblemException.class, () -> Reference.parse(typed));
    assertEquals(Problem.INVALID, e.problem());
    assertEquals("invalid reference format", e.getMessage());
  }

  @Test
  void otherRefusalsSayMore() {
    assertEquals(
        "invalid reference format: repository name (library/Nginx) must be lowercase",
        assertThrows(ProblemException.class, () -> Reference.parse("Nginx")).getMessage());
    assertEquals(
        "invalid repository name (" + HEX + "), cannot specify 64-byte hexadecimal strings",
        assertThrows(ProblemException.class, () -> Reference.parse(HEX)).getMessage());
    assertTrue(
        assertThrows(ProblemException.class, () -> Reference.parse("a".repeat(256)))
            .getMessage()
            .contains("255"));
  }

  @Test
  void aTagParameterOverridesAndMayBeADigest() {
    assertEquals("docker.io/library/a:y", Reference.parse("a:x", "y").toString());
    assertEquals("a@sha256:" + HEX, Reference.parse("a", "sha256:" + HEX).familiar());
    assertEquals("a:latest", Reference.parse("a", "").orLatest().familiar());
  }

  /** Whatever is accepted reads back as the same, both in full and as users know it. */
  @Test
  void acceptedNamesReadBack() {
    var random = new Random(42);
    String alphabet = "aZ0._-/:@[]x";
    int accepted = 0;
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      for (int n = random.nextInt(1, 12); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (random.nextInt(10) == 0) {
        text.append("@sha256:").append(HEX);
      }
      Reference reference;
      try {
        reference = Reference.parse(text.toString());
      } catch (ProblemException e) {
        assertEquals(Problem.INVALID, e.problem());
        continue;
      }
      accepted++;
      assertEquals(reference, Reference.parse(reference.toString()), text::toString);
      assertEquals(reference, Reference.parse(reference.familiar()), text::toString);
    }
    assertTrue(accepted > 1000, "accepted " + accepted);
  }
}

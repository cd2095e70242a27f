package org.jdock.itest.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import org.jdock.itest.osgi.exam.Roots;

/** Signs jars with keys of its own, by the running JDK's tools. */
final class Signers {
  private static final String PASSWORD = "changeit";

  private Signers() {}

  /** Makes a key; gives the file of its certificate. */
  static Path make(String name) throws Exception {
    var certificate = Roots.top().resolve(name + ".crt");
    run("keytool", "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-alias", name);
    var store = KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
    return Files.write(certificate, store.getCertificate(name).getEncoded());
  }

  private static Path file() {
    return Roots.top().resolve("keys.p12");
  }

  /** Signs a jar where it lies. */
  static Path sign(Path jar, String name) throws IOException, InterruptedException {
    run("jarsigner", jar.toString(), name);
    return jar;
  }

  private static void run(String tool, String... arguments)
      throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    words.addAll(List.of("-keystore", file().toString()));
    words.addAll(List.of("-storepass", PASSWORD));
    words.addAll(List.of(arguments));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}

package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys of signers, made with the running JDK's keytool. */
record Keys(Path dir) {
  private static final String PASSWORD = "changeit";

  /** A self-signed one, and its certificate in {@code NAME.pem}. */
  void signer(String name, String... more) throws Exception {
    keytool(name, List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name), more);
    keytool(name, List.of("-exportcert", "-rfc", "-file", certificate(name).toString()));
  }

  /** One that another vouches for. */
  void issued(String name, String by, String... more) throws Exception {
    signer(name);
    Path request = dir.resolve(name + ".csr");
    Path given = dir.resolve(name + ".given");
    keytool(name, List.of("-certreq", "-file", request.toString()));
    keytool(
        by,
        List.of("-gencert", "-rfc", "-infile", request.toString(), "-outfile", given.toString()),
        more);
    Files.writeString(given, Files.readString(given) + Files.readString(certificate(by)));
    keytool(name, List.of("-importcert", "-noprompt", "-file", given.toString()));
  }

  Path certificate(String name) {
    return dir.resolve(name + ".pem");
  }

  /** Signs a jar where it lies, as jarsigner would, but without a JVM of its own. */
  Path sign(Path jar, String name) throws Exception {
    var password = PASSWORD.toCharArray();
    var store = KeyStore.getInstance(dir.resolve("keys.p12").toFile(), password);
    var chain = List.of(store.getCertificateChain(name));
    var signer =
        new JarSigner.Builder(
                (PrivateKey) store.getKey(name, password),
                CertificateFactory.getInstance("X.509").generateCertPath(chain))
            .signerName(name)
            .build();
    Path fresh = Path.of(jar + ".signed");
    try (var from = new ZipFile(jar.toFile());
        var out = Files.newOutputStream(fresh)) {
      signer.sign(from, out);
    }
    return Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private void keytool(String alias, List<String> command, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(command);
    words.addAll(List.of("-alias", alias, "-storepass", PASSWORD));
    words.addAll(List.of("-keystore", dir.resolve("keys.p12").toString()));
    words.addAll(List.of(more));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}

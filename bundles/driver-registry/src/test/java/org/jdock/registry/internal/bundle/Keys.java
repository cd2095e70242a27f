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

  /** A self-signed one, or with {@code -signer} one that another vouches for. */
  void signer(String name, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-alias", name));
    words.addAll(List.of("-storepass", PASSWORD, "-keystore", file().toString()));
    words.addAll(List.of(more));
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    Files.write(certificate(name), store().getCertificate(name).getEncoded());
  }

  private Path file() {
    return dir.resolve("keys.p12");
  }

  private KeyStore store() throws Exception {
    return KeyStore.getInstance(file().toFile(), PASSWORD.toCharArray());
  }

  /** Of a signer, DER. */
  Path certificate(String name) {
    return dir.resolve(name + ".crt");
  }

  /** Signs a jar where it lies, as jarsigner would, but without a JVM of its own. */
  Path sign(Path jar, String name) throws Exception {
    var store = store();
    var chain = List.of(store.getCertificateChain(name));
    var signer =
        new JarSigner.Builder(
                (PrivateKey) store.getKey(name, PASSWORD.toCharArray()),
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
}

package org.jdock.registry.internal.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Keys of signers, made and used with the running JDK's own tools. */
record Keys(Path dir) {
  private static final String PASSWORD = "changeit";

  /** A self-signed one, and its certificate in {@code NAME.pem}. */
  Path signer(String name, String... more) throws Exception {
    keytool(name, List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name), more);
    return certificate(name);
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
    String chain = Files.readString(given) + Files.readString(certificate(by));
    Files.writeString(given, chain);
    keytool(name, List.of("-importcert", "-noprompt", "-file", given.toString()));
  }

  private Path certificate(String name) throws Exception {
    Path file = dir.resolve(name + ".pem");
    keytool(name, List.of("-exportcert", "-rfc", "-file", file.toString()));
    return file;
  }

  /** Signs a jar where it lies. */
  Path sign(Path jar, String name) throws Exception {
    run(tool("jarsigner"), "-keystore", store(), "-storepass", PASSWORD, jar.toString(), name);
    return jar;
  }

  private void keytool(String alias, List<String> command, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of(tool("keytool")));
    words.addAll(command);
    words.addAll(List.of("-alias", alias, "-keystore", store(), "-storepass", PASSWORD));
    words.addAll(List.of(more));
    run(words.toArray(String[]::new));
  }

  private String store() {
    return dir.resolve("keys.p12").toString();
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}

package org.jdock.itest.engine.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signs jars with a key of its own, by the running JDK's tools. */
public final class Signer {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final String name;

  /**
   * Makes a key.
   *
   * @param folder for key and certificate
   */
  public Signer(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    run("keytool", "-genkeypair", "-keyalg", "EC", "-dname", "CN=" + name, "-alias", name);
    run("keytool", "-exportcert", "-rfc", "-file", certificate().toString(), "-alias", name);
  }

  /** The file of its certificate. */
  public Path certificate() {
    return folder.resolve(name + ".pem");
  }

  /** Signs a jar where it lies. */
  public Path sign(Path jar) {
    run("jarsigner", jar.toString(), name);
    return jar;
  }

  private void run(String tool, String... arguments) {
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
    words.addAll(List.of("-keystore", folder.resolve(name + ".p12").toString()));
    words.addAll(List.of("-storepass", PASSWORD));
    words.addAll(List.of(arguments));
    Run.of(Map.of(), words).ok();
  }
}

package org.jdock.itest.engine.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A real registry on a namespace's loopback that serves test images. */
public final class Registry implements AutoCloseable {
  private final Process process;
  private final String authority;

  private Registry(Process process, String authority) {
    this.process = process;
    this.authority = authority;
  }

  /** Starts one with these test images. */
  public static Registry serve(NetworkNamespace namespace, String... images) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "org.jdock.itest.images.Main",
                "serve"));
    command.addAll(List.of(images));
    var process =
        new ProcessBuilder(namespace.command(command))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var reader = process.inputReader();
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.startsWith("serving ")) {
        return new Registry(process, line.substring("serving ".length()));
      }
    }
    throw new IOException("the registry did not start");
  }

  /** Its {@code host:port}. */
  public String authority() {
    return authority;
  }

  /** Its end of input is its end. */
  @Override
  public void close() throws IOException, InterruptedException {
    process.getOutputStream().close();
    process.waitFor();
  }
}

package org.jdock.driver.security.defaults;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelX32Test {
  @TempDir Path directory;
  private Path configuration;
  private Path commandLine;

  @BeforeEach
  void files() throws IOException {
    configuration = directory.resolve("config-6.1");
    commandLine = Files.writeString(directory.resolve("cmdline"), "ro quiet\n");
  }

  private boolean possible(String text) throws IOException {
    Files.writeString(configuration, text);
    return KernelX32.possible(List.of(directory.resolve("absent"), configuration), commandLine);
  }

  @Test
  void kernelsThatCan() throws IOException {
    assertTrue(possible("CONFIG_X86_64=y\nCONFIG_X86_X32_ABI=y\n"));
    assertTrue(possible("CONFIG_X86_X32_ABI=y\n# CONFIG_X86_X32_DISABLED is not set\n"));
    Files.writeString(commandLine, "ro syscall.x32=y quiet\n");
    assertTrue(possible("CONFIG_X86_X32_ABI=y\nCONFIG_X86_X32_DISABLED=y\n"));
  }

  @Test
  void kernelsThatCannot() throws IOException {
    assertFalse(possible("CONFIG_X86_64=y\n# CONFIG_X86_X32_ABI is not set\n"));
    assertFalse(possible("CONFIG_X86_X32_ABI=y\nCONFIG_X86_X32_DISABLED=y\n"));
  }

  @Test
  void whatIsNotKnownMayBe() throws IOException {
    assertTrue(KernelX32.possible(List.of(directory.resolve("absent")), commandLine));
    var torn = Files.writeString(directory.resolve("config.gz"), "not compressed");
    assertTrue(KernelX32.possible(List.of(torn), commandLine));
  }

  @Test
  void compressed() throws IOException {
    var file = directory.resolve("config.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("CONFIG_X86_64=y\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    assertFalse(KernelX32.possible(List.of(file), commandLine));
  }
}

package org.jdock.api.image;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jdock.api.ProblemException;

/**
 * What an image runs on, in Go's names.
 *
 * @param os such as {@code linux}
 * @param architecture such as {@code amd64}
 * @param variant such as {@code v8}; empty for none
 */
public record Platform(String os, String architecture, String variant) {
  private static final Set<String> ARCHITECTURES =
      Set.of(
          "386",
          "amd64",
          "arm",
          "arm64",
          "loong64",
          "mips64",
          "mips64le",
          "ppc64le",
          "riscv64",
          "s390x");

  /** This host's. */
  public static Platform host() {
    return new Platform("linux", goName(System.getProperty("os.arch", "")), "");
  }

  private static String goName(String arch) {
    return switch (arch) {
      case "x86_64", "x86-64", "amd64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> arch;
    };
  }

  /**
   * Reads {@code os/arch[/variant]}, {@code os} or {@code arch}.
   *
   * @throws ProblemException INVALID
   */
  public static Platform parse(String text) {
    List<String> parts = List.of(text.toLowerCase(Locale.ROOT).split("/", -1));
    for (String part : parts) {
      if (!part.matches("[a-z0-9_.-]+")) {
        throw ProblemException.invalid(
            ("\"%s\" is an invalid component of \"%s\": platform specifier component must match"
                    + " \"%s\": invalid argument")
                .formatted(part, text, "^[A-Za-z0-9_.-]+$"));
      }
    }
    return switch (parts.size()) {
      case 1 -> one(parts.getFirst(), text);
      case 2 -> new Platform(parts.getFirst(), goName(parts.get(1)), "");
      case 3 -> new Platform(parts.getFirst(), goName(parts.get(1)), parts.get(2)).normal();
      default ->
          throw ProblemException.invalid(
              "\"%s\": cannot parse platform specifier: invalid argument".formatted(text));
    };
  }

  private static Platform one(String part, String text) {
    if (part.equals("linux")) {
      return host();
    }
    if (!ARCHITECTURES.contains(goName(part))) {
      throw ProblemException.invalid(
          "\"%s\": unknown operating system or architecture: invalid argument".formatted(text));
    }
    return new Platform("linux", goName(part), "");
  }

  /** Whether an image for that platform is what this one asks for. */
  public boolean accepts(Platform offered) {
    return os.equals(offered.os)
        && architecture.equals(offered.architecture)
        && (variant.isEmpty() || variant.equals(offered.normal().variant));
  }

  /** Without the variant that goes without saying: arm64 is v8, arm v7, amd64 v1. */
  private Platform normal() {
    return switch (architecture + "/" + variant) {
      case "arm64/v8", "arm64/8", "arm/v7", "arm/7", "amd64/v1" ->
          new Platform(os, architecture, "");
      default -> this;
    };
  }

  @Override
  public String toString() {
    return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
  }
}

package org.jdock.itest.images.recipe;

import java.util.List;
import org.jdock.itest.images.layer.Compression;

/** All test images. */
public final class Recipes {
  private static final List<Recipe> ALL =
      List.of(
          new Busybox("busybox:latest", Compression.GZIP),
          new Busybox("busybox:zstd", Compression.ZSTD),
          new HelloWorld("hello-world:latest", false),
          new HelloWorld("hello-world:multi", true),
          new DebianSlim(),
          new Nginx());

  private Recipes() {}

  /** The recipes in the order in which they are listed. */
  public static List<Recipe> all() {
    return ALL;
  }

  /**
   * The recipe of an image; without a tag, {@code latest}.
   *
   * @throws IllegalArgumentException if there is none, naming those that are
   */
  public static Recipe of(String name) {
    var full = name.contains(":") ? name : name + ":latest";
    return ALL.stream()
        .filter(recipe -> recipe.name().equals(full))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no test image "
                    + name
                    + "; there are "
                    + String.join(", ", ALL.stream().map(Recipe::name).toList())));
  }
}

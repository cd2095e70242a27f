package org.jdock.itest.images;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.jdock.itest.images.recipe.Recipe;
import org.jdock.itest.images.recipe.Recipes;
import org.jdock.itest.images.registry.Format;
import org.jdock.itest.images.registry.LocalRegistry;
import org.jdock.itest.images.registry.RegistryPush;

/** Builds, saves and pushes test images from the command line. */
public final class Main {
  private static final String USAGE =
      """
      usage: images [--cache DIR] list
             images [--cache DIR] build [NAME…]
             images [--cache DIR] save NAME FILE
             images [--cache DIR] push [--docker] NAME http://HOST:PORT[/REPOSITORY:TAG]
             images [--cache DIR] serve NAME…    (a registry, until standard input ends)
      """;

  private final TestImages images;
  private final PrintStream out;

  private Main(TestImages images, PrintStream out) {
    this.images = images;
    this.out = out;
  }

  /** Exits with 0, 1 (it failed) or 2 (it was not understood). */
  public static void main(String[] args) {
    var arguments = List.of(args);
    var images = TestImages.shared();
    if (arguments.size() >= 2 && arguments.getFirst().equals("--cache")) {
      images = new TestImages(Path.of(arguments.get(1)));
      arguments = arguments.subList(2, arguments.size());
    }
    System.exit(new Main(images, System.out).run(arguments));
  }

  private int run(List<String> arguments) {
    try {
      return switch (arguments) {
        case List<String> a when a.equals(List.of("list")) -> list();
        case List<String> a when !a.isEmpty() && a.getFirst().equals("build") ->
            build(a.subList(1, a.size()));
        case List<String> a when a.size() == 3 && a.getFirst().equals("save") ->
            save(a.get(1), Path.of(a.get(2)));
        case List<String> a when a.size() == 3 && a.getFirst().equals("push") ->
            push(a.get(1), a.get(2), Format.OCI);
        case List<String> a
            when a.size() == 4 && a.subList(0, 2).equals(List.of("push", "--docker")) ->
            push(a.get(2), a.get(3), Format.DOCKER);
        case List<String> a when a.size() >= 2 && a.getFirst().equals("serve") ->
            serve(a.subList(1, a.size()));
        default -> {
          System.err.print(USAGE);
          yield 2;
        }
      };
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("images: " + e.getMessage());
      return 1;
    }
  }

  private int list() {
    Recipes.all().forEach(recipe -> out.println(recipe.name()));
    return 0;
  }

  private int build(List<String> names) throws IOException {
    for (var name : names.isEmpty() ? Recipes.all().stream().map(Recipe::name).toList() : names) {
      out.println(name + " " + images.image(name).directory());
    }
    return 0;
  }

  private int save(String name, Path file) throws IOException {
    images.save(name, file);
    return 0;
  }

  private int serve(List<String> names) throws IOException {
    try (var registry = LocalRegistry.start(LocalRegistry.Options.DEFAULT)) {
      // A signal ends the JVM without leaving this block.
      var hook = new Thread(() -> closeAtEnd(registry));
      Runtime.getRuntime().addShutdownHook(hook);
      for (var name : names) {
        push(name, registry.uri().toString(), Format.OCI);
      }
      out.println("serving " + registry.authority());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
    return 0;
  }

  private static void closeAtEnd(LocalRegistry registry) {
    try {
      registry.close();
    } catch (IOException e) {
      System.err.println("images: " + e.getMessage());
    }
  }

  private int push(String name, String target, Format format) throws IOException {
    var recipe = Recipes.of(name);
    var image = images.image(name);
    out.println(RegistryPush.toTarget(target, recipe.name()).push(image, format));
    return 0;
  }
}

package org.jdock.launcher.framework;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.logging.log4j.LogManager;

/**
 * What {@link ClassPath} found, in a file, so that the next start need not open fifty jars. Its
 * name is the start script's, and holds which jars there are: a file that exists is right.
 *
 * <p>The lines: the packages for drivers; then a jar's location, its file, its components and its
 * headers, each a name and a value, all between tabs.
 */
final class ClassPathIndex {
  /** Where the file is to be; without it the jars are read each time. */
  private static final String PROPERTY = "jdock.index";

  private ClassPathIndex() {}

  /** The JVM's own class path. */
  static ClassPath read() throws IOException {
    var name = System.getProperty(PROPERTY);
    if (name == null) {
      return ClassPath.read(System.getProperty("java.class.path"));
    }
    var file = Path.of(name);
    try {
      return parse(Files.readAllLines(file));
    } catch (NoSuchFileException e) {
      var classPath = ClassPath.read(System.getProperty("java.class.path"));
      write(file, classPath);
      return classPath;
    }
  }

  private static ClassPath parse(List<String> lines) {
    var bundles = new LinkedHashMap<String, ClassPathJar>();
    for (var line : lines.subList(1, lines.size())) {
      var words = line.split("\t", -1);
      var headers = new HashMap<String, String>();
      for (int i = 3; i < words.length; i += 2) {
        headers.put(words[i], words[i + 1]);
      }
      bundles.put(words[0], new ClassPathJar(new File(words[1]), headers, words[2]));
    }
    return new ClassPath(bundles, lines.getFirst());
  }

  /** One that can't be kept is only slower. */
  private static void write(Path file, ClassPath classPath) {
    var text = new StringBuilder(classPath.packages()).append('\n');
    classPath
        .bundles()
        .forEach((location, jar) -> {
          text.append(location)
              .append('\t')
              .append(jar.file())
              .append('\t')
              .append(jar.components());
          jar.headers()
              .forEach((name, value) -> text.append('\t').append(name).append('\t').append(value));
          text.append('\n');
        });
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      var fresh = Path.of(file + "." + ProcessHandle.current().pid());
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LogManager.getLogger(ClassPathIndex.class).debug("No index of the class path is kept", e);
    }
  }
}

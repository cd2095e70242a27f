package org.jdock.launcher.framework;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A bundle whose classes the application class loader has already: the framework reads headers and
 * resources from the jar, and no classes. Of one with components it is shown these only, and what
 * it asks for by name.
 */
final class ClassPathJar implements ConnectModule, ConnectContent {
  private final File file;
  private final Map<String, String> headers;
  private final String components;
  private @Nullable JarFile jar;

  /**
   * @param components the document {@link Descriptors#NAME}; empty for none
   */
  ClassPathJar(File file, Map<String, String> headers, String components) {
    this.file = file;
    this.headers = headers;
    this.components = components;
  }

  String components() {
    return components;
  }

  File file() {
    return file;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Override
  public ConnectContent getContent() {
    return this;
  }

  @Override
  public Optional<Map<String, String>> getHeaders() {
    return Optional.of(headers);
  }

  @Override
  public Optional<ClassLoader> getClassLoader() {
    return Optional.of(ClassPathJar.class.getClassLoader());
  }

  @Override
  public synchronized Iterable<String> getEntries() throws IOException {
    if (!components.isEmpty()) {
      return List.of(Descriptors.NAME);
    }
    return opened().stream().map(ZipEntry::getName).toList();
  }

  @Override
  public synchronized Optional<ConnectEntry> getEntry(String path) {
    if (!components.isEmpty() && path.equals(Descriptors.NAME)) {
      return Optional.of(new Text(components));
    }
    try {
      var entry = opened().getEntry(path);
      return entry == null ? Optional.empty() : Optional.of(new Entry(entry));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(file + " can't be read", e);
    }
  }

  @Override
  public synchronized void open() {
    // At the first look into it: most are never looked into.
  }

  private JarFile opened() throws IOException {
    var open = jar;
    if (open == null) {
      open = new JarFile(file, false);
      jar = open;
    }
    return open;
  }

  @Override
  public synchronized void close() throws IOException {
    var open = jar;
    jar = null;
    if (open != null) {
      open.close();
    }
  }

  private InputStream read(ZipEntry entry) throws IOException {
    synchronized (this) {
      return opened().getInputStream(entry);
    }
  }

  /** The components. */
  private record Text(String text) implements ConnectEntry {
    @Override
    public String getName() {
      return Descriptors.NAME;
    }

    @Override
    public long getContentLength() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public long getLastModified() {
      return 0;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** One resource. */
  private final class Entry implements ConnectEntry {
    private final ZipEntry entry;

    Entry(ZipEntry entry) {
      this.entry = entry;
    }

    @Override
    public String getName() {
      return entry.getName();
    }

    @Override
    public long getContentLength() {
      return entry.getSize();
    }

    @Override
    public long getLastModified() {
      return entry.getTime();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return read(entry);
    }
  }
}

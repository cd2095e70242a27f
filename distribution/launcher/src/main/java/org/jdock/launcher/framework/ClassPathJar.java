package org.jdock.launcher.framework;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.connect.ConnectContent;
import org.osgi.framework.connect.ConnectModule;

/**
 * A bundle whose classes the application class loader has already: the framework reads headers and
 * resources from the jar, and no classes.
 */
final class ClassPathJar implements ConnectModule, ConnectContent {
  private final File file;
  private final Map<String, String> headers;
  private @Nullable JarFile jar;

  ClassPathJar(File file, Map<String, String> headers) {
    this.file = file;
    this.headers = headers;
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
    return opened().stream().map(ZipEntry::getName).toList();
  }

  @Override
  public synchronized Optional<ConnectEntry> getEntry(String path) {
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

package org.jdock.driver.plugin.v1.find;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jdock.driver.plugin.v1.client.Address;
import org.jdock.driver.plugin.v1.client.Json;

/**
 * The directories in which Docker looks for plugins. A socket goes before a description of the same
 * name, as in Docker.
 */
final class Folders {
  private static final Logger LOG = LogManager.getLogger(Folders.class);
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");
  private static final long LARGEST_SPEC = 64 * 1024;

  private final Settings settings;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Folders(Settings settings) {
    this.settings = settings;
  }

  /** What is there now, by the plugins' names. */
  Map<String, Place> scan() {
    var found = new LinkedHashMap<String, Place>();
    settings.sockets().forEach(folder -> scan(folder, List.of("sock"), found));
    settings.specs().forEach(folder -> scan(folder, List.of("spec", "json"), found));
    return found;
  }

  /** What must be watched to learn of changes; all exist, or did a moment ago. */
  List<Path> watched() {
    var watched = new ArrayList<Path>();
    for (List<Path> some : List.of(settings.sockets(), settings.specs())) {
      for (Path folder : some) {
        Path there = folder;
        while (there != null && !Files.isDirectory(there)) {
          there = there.getParent();
        }
        if (there != null) {
          watched.add(there);
        }
        if (folder.equals(there)) {
          list(folder).stream().filter(Files::isDirectory).forEach(watched::add);
        }
      }
    }
    return watched;
  }

  private void scan(Path folder, List<String> endings, Map<String, Place> found) {
    for (Path entry : list(folder)) {
      String file = String.valueOf(entry.getFileName());
      for (String ending : endings) {
        if (Files.isDirectory(entry)) {
          add(file, entry.resolve(file + "." + ending), found);
        } else if (file.endsWith("." + ending)) {
          add(file.substring(0, file.length() - ending.length() - 1), entry, found);
        }
      }
    }
  }

  private void add(String name, Path file, Map<String, Place> found) {
    if (found.containsKey(name) || !Files.exists(file)) {
      return;
    }
    if (!NAME.matcher(name).matches()) {
      warn(file + " is left out: a plugin can't have this name");
      return;
    }
    try {
      found.put(name, file.toString().endsWith(".sock") ? socket(file) : spec(file));
    } catch (NoSuchFileException e) {
      LOG.debug("{} went away while it was looked at", file);
    } catch (IOException | IllegalArgumentException | JsonParseException e) {
      warn("plugin " + name + " is left out: " + file + ": " + e.getMessage());
    }
  }

  private static Place socket(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Place(
        Address.of(file), attributes.fileKey() + " " + attributes.lastModifiedTime().toMillis());
  }

  private static Place spec(Path file) throws IOException {
    if (Files.size(file) > LARGEST_SPEC) {
      throw new IOException("larger than " + LARGEST_SPEC + " bytes");
    }
    String text = Files.readString(file).strip();
    if (file.toString().endsWith(".spec")) {
      return new Place(new Address(text), text);
    }
    JsonElement json = JsonParser.parseString(text);
    if (!json.isJsonObject()) {
      throw new IllegalArgumentException("no JSON object");
    }
    if (!Json.object(json.getAsJsonObject(), "TLSConfig").isEmpty()) {
      throw new IllegalArgumentException(
          "it asks for TLS, which is not supported: let the plugin listen on a Unix socket, or on"
              + " plain tcp on this host, and remove TLSConfig");
    }
    return new Place(new Address(Json.text(json.getAsJsonObject(), "Addr")), text);
  }

  private static List<Path> list(Path folder) {
    var entries = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      LOG.warn("{} can't be searched for plugins: {}", folder, e.toString());
    }
    entries.sort(null);
    return entries;
  }

  private void warn(String text) {
    if (told.add(text)) {
      LOG.warn("{}", text);
    }
  }
}

package org.jdock.registry.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads what a bundle's own files say of its components and of their configurations, so that values
 * are checked before any of its code runs.
 */
final class Configurables {
  private static final String METATYPE = "OSGI-INF/metatype";

  private Configurables() {}

  /** All of a bundle; what can't be read is left out, with a line in the log. */
  static List<Configurable> of(Bundle bundle) {
    String name = String.valueOf(bundle.getSymbolicName());
    Map<String, List<Setting>> settings = settings(bundle);
    List<Configurable> found = new ArrayList<>();
    Set<String> left = new TreeSet<>(settings.keySet());
    String components = bundle.getHeaders("").get("Service-Component");
    for (String path : components == null ? List.<String>of() : split(components)) {
      for (URL url : entries(bundle, path)) {
        Element root = read(url);
        if (root != null) {
          Configurable each = component(name, root, settings);
          left.remove(each.pid());
          found.add(each);
        }
      }
    }
    for (String pid : left) {
      found.add(
          new Configurable(
              name, "", pid, List.of(), null, true, settings.getOrDefault(pid, List.of())));
    }
    return found;
  }

  private static List<String> split(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** Does not resolve the bundle, as looking for them through its class loader would. */
  private static List<URL> entries(Bundle bundle, String path) {
    int slash = path.lastIndexOf('/');
    String folder = path.substring(0, slash + 1);
    Pattern name = Pattern.compile(Pattern.quote(path).replace("*", "\\E[^/]*\\Q"));
    var paths = bundle.getEntryPaths(folder.isEmpty() ? "/" : folder);
    List<URL> found = new ArrayList<>();
    for (String each : paths == null ? List.<String>of() : Collections.list(paths)) {
      URL url = name.matcher(each).matches() ? bundle.getEntry(each) : null;
      if (url != null) {
        found.add(url);
      }
    }
    return found;
  }

  private static Configurable component(
      String bundle, Element root, Map<String, List<Setting>> settings) {
    String name = root.getAttribute("name");
    String pids = root.getAttribute("configuration-pid");
    String pid = pids.isEmpty() ? name : pids.strip().split("\\s+", -1)[0];
    String wanted = pid.equals("$") ? name : pid;
    List<String> interfaces =
        children(root, "provide").stream().map(each -> each.getAttribute("interface")).toList();
    String driver = null;
    for (Element property : children(root, "property")) {
      if (property.getAttribute("name").equals(Configurable.DRIVER)) {
        driver = property.getAttribute("value");
      }
    }
    boolean always = !root.getAttribute("configuration-policy").equals("require");
    return new Configurable(
        bundle, name, wanted, interfaces, driver, always, settings.getOrDefault(wanted, List.of()));
  }

  /** By PID. */
  private static Map<String, List<Setting>> settings(Bundle bundle) {
    Map<String, List<Setting>> found = new HashMap<>();
    for (URL url : entries(bundle, METATYPE + "/*.xml")) {
      Element root = read(url);
      if (root == null) {
        continue;
      }
      Map<String, List<Setting>> classes = new HashMap<>();
      for (Element each : children(root, "OCD")) {
        classes.put(
            each.getAttribute("id"),
            children(each, "AD").stream().map(Configurables::setting).toList());
      }
      for (Element each : children(root, "Designate")) {
        String factory = each.getAttribute("factoryPid");
        String pid = factory.isEmpty() ? each.getAttribute("pid") : factory;
        for (Element object : children(each, "Object")) {
          found.put(pid, classes.getOrDefault(object.getAttribute("ocdref"), List.of()));
        }
      }
    }
    return found;
  }

  private static Setting setting(Element ad) {
    String cardinality = ad.getAttribute("cardinality");
    boolean list = !cardinality.isEmpty() && !cardinality.equals("0");
    String value = ad.getAttribute("default");
    return new Setting(
        ad.getAttribute("id"),
        ad.getAttribute("type"),
        list,
        !ad.hasAttribute("default") || (list && value.isEmpty())
            ? List.of()
            : list ? split(value) : List.of(value),
        bound(ad, "min"),
        bound(ad, "max"),
        children(ad, "Option").stream().map(each -> each.getAttribute("value")).toList(),
        !ad.getAttribute("required").equals("false"),
        ad.getAttribute("description"));
  }

  private static @Nullable String bound(Element ad, String name) {
    return ad.hasAttribute(name) ? ad.getAttribute(name) : null;
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    var nodes = parent.getElementsByTagName(name);
    for (int i = 0; i < nodes.getLength(); i++) {
      found.add((Element) nodes.item(i));
    }
    return found;
  }

  private static @Nullable Element read(URL url) {
    try (InputStream in = url.openStream()) {
      // The JDK's own: to look for another would open every jar on the class path.
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(in);
      return document.getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      LogManager.getLogger(Configurables.class).warn("{} can't be read", url, e);
      return null;
    }
  }
}

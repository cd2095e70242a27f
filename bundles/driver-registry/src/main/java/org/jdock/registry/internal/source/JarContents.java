package org.jdock.registry.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverOffer;
import org.jdock.registry.internal.slot.DriverKind;
import org.jdock.spi.Driver;

/** What a bundle says of the drivers in it: its components (OSGi Compendium, 112.4). */
final class JarContents {
  private JarContents() {}

  /**
   * A bundle's drivers.
   *
   * @param source where it can be had
   */
  static List<DriverOffer> offers(Path path, String source) {
    List<DriverOffer> offers = new ArrayList<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();
      for (String component : text(main, "Service-Component").split("\\s*,\\s*")) {
        ZipEntry entry = component.isEmpty() ? null : jar.getEntry(component);
        if (entry == null) {
          continue;
        }
        try (InputStream in = jar.getInputStream(entry)) {
          Component found = component(in);
          for (String kind : found.kinds) {
            offers.add(
                new DriverOffer(
                    kind,
                    found.name,
                    text(main, "Bundle-Version"),
                    text(main, "Bundle-Vendor"),
                    text(main, "Bundle-Description"),
                    source));
          }
        }
      }
    } catch (IOException | XMLStreamException e) {
      throw ProblemException.invalid(path + " can't be read: " + e.getMessage());
    }
    if (offers.isEmpty()) {
      throw ProblemException.invalid(
          path + " shows no driver: none of its components offers a kind with a name");
    }
    return offers;
  }

  private static final class Component {
    private String name = "";
    private final List<String> kinds = new ArrayList<>();
  }

  private static Component component(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(in);
    Component found = new Component();
    while (reader.hasNext()) {
      if (reader.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String element = reader.getLocalName();
      if (element.equals("property")
          && Driver.NAME.equals(reader.getAttributeValue(null, "name"))) {
        found.name = String.valueOf(reader.getAttributeValue(null, "value"));
      } else if (element.equals("provide")) {
        String type = reader.getAttributeValue(null, "interface");
        for (DriverKind kind : DriverKind.values()) {
          if (kind.type().getName().equals(type)) {
            found.kinds.add(kind.text());
          }
        }
      }
    }
    if (found.name.isEmpty()) {
      found.kinds.clear();
    }
    return found;
  }

  private static String text(Attributes main, String name) {
    String value = main.getValue(name);
    return value == null ? "" : value.strip();
  }
}

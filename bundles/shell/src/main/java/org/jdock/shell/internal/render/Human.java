package org.jdock.shell.internal.render;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jdock.api.container.ContainerSummary;

/** Values as docker words them for people. */
public final class Human {
  private static final int SHORT_ID = 12;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Human() {}

  /** The first 12 digits of an id, without its algorithm. */
  public static String shortId(String id) {
    String digits = id.substring(id.indexOf(':') + 1);
    return digits.length() > SHORT_ID ? digits.substring(0, SHORT_ID) : digits;
  }

  /** Bytes with three digits in units of 1000. */
  public static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits =
        unit == 0 || value >= 99.95
            ? String.valueOf(Math.round(value))
            : value >= 9.995 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    if (digits.indexOf('.') >= 0) {
      digits = digits.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
    return digits + UNITS[unit];
  }

  /** How long ago something was: {@code 3 minutes ago}. */
  public static String ago(Instant then, Instant now) {
    return duration(Duration.between(then, now)) + " ago";
  }

  private static String duration(Duration d) {
    long seconds = d.toSeconds();
    if (seconds < 1) {
      return "Less than a second";
    } else if (seconds == 1) {
      return "1 second";
    } else if (seconds < 60) {
      return seconds + " seconds";
    } else if (seconds < 120) {
      return "About a minute";
    } else if (d.toMinutes() < 60) {
      return d.toMinutes() + " minutes";
    }
    long hours = Math.round(seconds / 3600.0);
    if (hours <= 1) {
      return "About an hour";
    } else if (hours < 48) {
      return hours + " hours";
    } else if (hours < 24 * 14) {
      return hours / 24 + " days";
    } else if (hours < 24 * 60) {
      return hours / 24 / 7 + " weeks";
    } else if (hours < 24 * 365 * 2) {
      return hours / 24 / 30 + " months";
    }
    return hours / 24 / 365 + " years";
  }

  /** Published ports first: {@code 0.0.0.0:8080->80/tcp, 443/tcp}. */
  public static String ports(List<ContainerSummary.Port> ports) {
    TreeSet<String> texts = new TreeSet<>();
    for (ContainerSummary.Port port : ports) {
      String inside = port.privatePort() + "/" + port.type();
      String ip = port.ip() == null ? "" : port.ip();
      String host = ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
      texts.add(
          port.publicPort() == null ? inside : host + ":" + port.publicPort() + "->" + inside);
    }
    return String.join(", ", texts);
  }

  /** At most so many characters, the last being an ellipsis if something was cut. */
  public static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  /** Names without the slash that the Engine API gives them. */
  public static List<String> names(List<String> names) {
    List<String> plain = new ArrayList<>();
    names.forEach(name -> plain.add(name.startsWith("/") ? name.substring(1) : name));
    return plain;
  }
}

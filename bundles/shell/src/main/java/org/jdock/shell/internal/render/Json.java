package org.jdock.shell.internal.render;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records, maps, lists, strings, numbers and booleans as JSON (RFC 8259), indented by four blanks
 * as docker's inspect. Names of record components are kept, or capitalised as the Engine API has
 * them.
 */
public final class Json {
  private static final String INDENT = "    ";

  private final StringBuilder text = new StringBuilder();
  private final boolean capitalised;

  private Json(boolean capitalised) {
    this.capitalised = capitalised;
  }

  /** With components' own names. */
  public static String of(@Nullable Object value) {
    return new Json(false).value(value, "\n").text.toString();
  }

  /** With names as the Engine API has them: {@code hostConfig} is {@code HostConfig}. */
  public static String capitalised(@Nullable Object value) {
    return new Json(true).value(value, "\n").text.toString();
  }

  /** On one line. */
  public static String line(Object value) {
    return of(value).lines().map(String::strip).collect(java.util.stream.Collectors.joining(" "));
  }

  private Json value(@Nullable Object value, String line) {
    switch (value) {
      case null -> text.append("null");
      case Number number -> text.append(number);
      case Boolean flag -> text.append(flag);
      case Map<?, ?> map -> map(map, line);
      case Iterable<?> list -> list(list, line);
      case Record data -> record(data, line);
      default -> string(value.toString());
    }
    return this;
  }

  private void list(Iterable<?> list, String line) {
    String inner = line + INDENT;
    String separator = "[" + inner;
    for (Object each : list) {
      text.append(separator);
      value(each, inner);
      separator = "," + inner;
    }
    text.append(separator.startsWith("[") ? "[]" : line + "]");
  }

  private void map(Map<?, ?> map, String line) {
    String separator = "{";
    for (Map.Entry<?, ?> each : map.entrySet()) {
      member(separator, String.valueOf(each.getKey()), each.getValue(), line + INDENT);
      separator = ",";
    }
    text.append(separator.equals("{") ? "{}" : line + "}");
  }

  private void record(Record data, String line) {
    String separator = "{";
    for (RecordComponent each : data.getClass().getRecordComponents()) {
      member(separator, name(each.getName()), read(data, each), line + INDENT);
      separator = ",";
    }
    text.append(separator.equals("{") ? "{}" : line + "}");
  }

  private static @Nullable Object read(Record data, RecordComponent component) {
    try {
      return component.getAccessor().invoke(data);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("record " + data.getClass(), e);
    }
  }

  private void member(String separator, String name, @Nullable Object value, String line) {
    text.append(separator).append(line);
    string(name);
    text.append(": ");
    value(value, line);
  }

  private String name(String component) {
    if (!capitalised) {
      return component;
    }
    return switch (component) {
      case "ipAddress" -> "IPAddress";
      case "ipPrefixLen" -> "IPPrefixLen";
      case "ipv4Address" -> "IPv4Address";
      case "ipv6Address" -> "IPv6Address";
      case "enableIpv6" -> "EnableIPv6";
      case "ipam" -> "IPAM";
      case "networkId" -> "NetworkID";
      case "endpointId" -> "EndpointID";
      case "sandboxId" -> "SandboxID";
      case "execIds" -> "ExecIDs";
      case "oomKilled" -> "OOMKilled";
      case "rw" -> "RW";
      case "utsMode" -> "UTSMode";
      default -> Character.toUpperCase(component.charAt(0)) + component.substring(1);
    };
  }

  private void string(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append("\\u%04x".formatted((int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}

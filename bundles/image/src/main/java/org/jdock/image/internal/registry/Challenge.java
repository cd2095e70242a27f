package org.jdock.image.internal.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a registry wants to know who asks (RFC 9110, 11.6.1; distribution-spec's token
 * authentication).
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters by lower-case names
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  /** The first that is understood, bearer before basic; null for none. */
  static @Nullable Challenge choose(List<String> headers) {
    Challenge basic = null;
    for (String header : headers) {
      int space = header.indexOf(' ');
      String scheme = (space < 0 ? header : header.substring(0, space)).toLowerCase(Locale.ROOT);
      var parameters = new LinkedHashMap<String, String>();
      for (Matcher m = PARAMETER.matcher(header); m.find(); ) {
        String quoted = m.group(2);
        parameters.put(
            m.group(1).toLowerCase(Locale.ROOT),
            quoted == null ? m.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
      }
      if (scheme.equals("bearer") && parameters.containsKey("realm")) {
        return new Challenge(scheme, parameters);
      }
      if (scheme.equals("basic")) {
        basic = new Challenge(scheme, parameters);
      }
    }
    return basic;
  }
}

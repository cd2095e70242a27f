package org.jdock.system.internal.daemon;

/** The proxies that Java's HTTP client uses: properties of the virtual machine. */
final class ProxyFacts {
  private ProxyFacts() {}

  /** The proxy for addresses of a scheme; empty for none. */
  static String of(String scheme) {
    String host = System.getProperty(scheme + ".proxyHost", "");
    String port = System.getProperty(scheme + ".proxyPort", scheme.equals("https") ? "443" : "80");
    return host.isEmpty() ? "" : "http://" + host + ":" + port;
  }

  /** The hosts that are asked directly, with commas between. */
  static String none() {
    return System.getProperty("http.nonProxyHosts", "").replace('|', ',');
  }
}

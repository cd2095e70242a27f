package org.jdock.itest.bench.swap;

import java.util.List;

/** What is upgraded: one bundle of each kind that the containers use. */
enum Kinds {
  LOG("log", "jdock-log-json-file"),
  STORAGE("storage", "jdock-storage-overlay2"),
  NETWORK("network", "jdock-network-bridge"),
  SECURITY("security", "jdock-security-default"),
  RUNTIME("runtime", "jdock-runtime-oci"),
  VOLUME("volume", "jdock-volume-local");

  final String text;
  final String artifact;

  Kinds(String text, String artifact) {
    this.text = text;
    this.artifact = artifact;
  }

  static final List<Kinds> ALL = List.of(values());
}

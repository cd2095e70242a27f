package org.jdock.volume.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the engine keeps of a volume; the data and its options are the driver's.
 *
 * @param driver its driver's name
 * @param labels any
 * @param anonymous whether the engine named it
 * @param users ids of the containers that refer to it
 */
record StoredVolume(
    String driver, Map<String, String> labels, boolean anonymous, List<String> users) {
  StoredVolume {
    labels = Map.copyOf(labels);
    users = List.copyOf(users);
  }

  StoredVolume with(String user) {
    List<String> more = new ArrayList<>(users);
    more.add(user);
    return new StoredVolume(driver, labels, anonymous, more);
  }

  StoredVolume without(String user) {
    return new StoredVolume(
        driver, labels, anonymous, users.stream().filter(u -> !u.equals(user)).toList());
  }
}

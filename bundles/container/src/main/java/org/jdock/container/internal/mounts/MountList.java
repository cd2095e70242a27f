package org.jdock.container.internal.mounts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdock.api.ProblemException;
import org.jdock.api.container.ContainerConfig;
import org.jdock.api.container.HostConfig;
import org.jspecify.annotations.Nullable;

/** All mounts that a container asks for. */
public final class MountList {
  private MountList() {}

  /**
   * In the order of their depth; what is asked for by name comes before what an image or another
   * container brings for the same place.
   *
   * @param inherited from {@code --volumes-from}
   */
  public static List<MountEntry> of(
      ContainerConfig config, HostConfig host, List<MountEntry> inherited) {
    Map<String, MountEntry> at = new LinkedHashMap<>();
    for (String spec : orEmpty(host.binds())) {
      add(at, MountParser.bind(spec, host.volumeDriver()));
    }
    for (HostConfig.Mount mount : orEmpty(host.mounts())) {
      add(at, MountParser.mount(mount));
    }
    Map<String, String> tmpfs = host.tmpfs();
    if (tmpfs != null) {
      for (Map.Entry<String, String> one : tmpfs.entrySet()) {
        add(at, MountParser.tmpfs(one));
      }
    }
    for (MountEntry one : inherited) {
      at.putIfAbsent(one.destination(), one);
    }
    Map<String, Map<String, String>> volumes = config.volumes();
    if (volumes != null) {
      for (String path : volumes.keySet()) {
        MountEntry one = MountParser.anonymous(path, host.volumeDriver());
        at.putIfAbsent(one.destination(), one);
      }
    }
    List<MountEntry> all = new ArrayList<>(at.values());
    all.sort(
        Comparator.comparingInt((MountEntry m) -> depth(m.destination()))
            .thenComparing(MountEntry::destination));
    return all;
  }

  private static void add(Map<String, MountEntry> at, MountEntry entry) {
    if (at.put(entry.destination(), entry) != null) {
      throw ProblemException.invalid("Duplicate mount point: " + entry.destination());
    }
  }

  private static int depth(String path) {
    return (int) path.chars().filter(c -> c == '/').count();
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}

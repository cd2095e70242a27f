package org.jdock.container.internal.lifecycle;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.jdock.api.ProblemException;
import org.jspecify.annotations.Nullable;

/** Containers by id, unique prefix and name. Thread-safe, never waits. */
final class ContainerIndex {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]+");

  private final ConcurrentNavigableMap<String, Container> byId = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

  /**
   * Takes a name for a container that is about to be.
   *
   * @throws ProblemException INVALID, or CONFLICT when it is taken
   */
  void reserve(String name, String id) {
    if (!NAME.matcher(name).matches()) {
      throw ProblemException.invalid(
          "Invalid container name (" + name + "), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }
    String holder = names.putIfAbsent(name, id);
    if (holder != null) {
      throw ProblemException.conflict(
          "Conflict. The container name \"/"
              + name
              + "\" is already in use by container \""
              + holder
              + "\". You have to remove (or rename) that container to be able to reuse that name.");
    }
  }

  /** As {@link #reserve}, without a refusal. */
  boolean tryReserve(String name, String id) {
    return names.putIfAbsent(name, id) == null;
  }

  /** Gives a name back. */
  void release(String name, String id) {
    names.remove(name, id);
  }

  void add(Container container) {
    byId.put(container.id(), container);
  }

  void remove(String id) {
    byId.remove(id);
  }

  Collection<Container> all() {
    return byId.values();
  }

  /**
   * By id, name or unique prefix.
   *
   * @throws ProblemException NOT_FOUND, or INVALID when a prefix is not unique
   */
  Container find(String ref) {
    Container found = lookup(ref);
    if (found == null) {
      throw ProblemException.notFound("No such container: " + ref);
    }
    return found;
  }

  private @Nullable Container lookup(String ref) {
    if (ref.isEmpty()) {
      return null;
    }
    Container exact = byId.get(ref);
    if (exact != null) {
      return exact;
    }
    String id = names.get(ref.startsWith("/") ? ref.substring(1) : ref);
    if (id != null) {
      return byId.get(id);
    }
    Collection<Container> some = byId.subMap(ref, ref + '\uffff').values();
    Container only = null;
    for (Container one : some) {
      if (only != null) {
        throw ProblemException.invalid("multiple IDs found with provided prefix: " + ref);
      }
      only = one;
    }
    return only;
  }
}

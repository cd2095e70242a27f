package org.jdock.container.internal.lifecycle;

import java.util.ArrayList;
import java.util.List;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.network.Sandbox;
import org.jdock.api.network.SandboxSpec;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.Status;
import org.jspecify.annotations.Nullable;

/** Puts containers on networks and takes them off, running or not. Thread-safe. */
final class Connections {
  private final Services services;

  Connections(Services services) {
    this.services = services;
  }

  void connect(Container c, SandboxSpec.Endpoint wish) {
    String name = services.sandboxes().nameOf(wish.network());
    SandboxSpec.Endpoint endpoint =
        new SandboxSpec.Endpoint(name, wish.address(), wish.macAddress());
    c.queue.run(() -> {
      requireThere(c);
      Definition old = c.definition();
      List<SandboxSpec.Endpoint> all = new ArrayList<>(NetworkList.of(old));
      int known = find(all, name);
      if (known >= 0 && !c.status().alive()) {
        all.set(known, endpoint);
      } else if (known >= 0) {
        throw new ProblemException(
            Problem.FORBIDDEN,
            "endpoint with name " + old.name() + " already exists in network " + name);
      } else {
        all.add(endpoint);
      }
      become(c, old.on(all));
      if (c.status().alive()) {
        try {
          show(c, services.sandboxes().attach(c.id(), endpoint));
        } catch (RuntimeException e) {
          Undo.attempt("storing the networks of " + c.id(), () -> become(c, old));
          throw e;
        }
      }
    });
  }

  void disconnect(Container c, String network) {
    String name = name(network);
    c.queue.run(() -> {
      requireThere(c);
      Definition old = c.definition();
      List<SandboxSpec.Endpoint> all = new ArrayList<>(NetworkList.of(old));
      int known = find(all, name);
      if (known < 0) {
        throw new ProblemException(
            Problem.FORBIDDEN, "container " + c.id() + " is not connected to network " + name);
      }
      all.remove(known);
      if (c.status().alive()) {
        show(c, services.sandboxes().detach(c.id(), name));
      }
      become(c, old.on(all));
    });
  }

  private static void requireThere(Container c) {
    if (c.status() == Status.REMOVING || c.status() == Status.DEAD) {
      throw ProblemException.conflict("container " + c.id() + " is marked for removal");
    }
  }

  /** Of a network that is gone, too: a container may still be meant to be on it. */
  private String name(String network) {
    try {
      return services.sandboxes().nameOf(network);
    } catch (ProblemException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return network;
      }
      throw e;
    }
  }

  private int find(List<SandboxSpec.Endpoint> all, String name) {
    for (int i = 0; i < all.size(); i++) {
      if (name.equals(name(all.get(i).network()))) {
        return i;
      }
    }
    return -1;
  }

  private void become(Container c, Definition definition) {
    services.store().write(definition);
    c.become(definition);
  }

  private void show(Container c, @Nullable Sandbox sandbox) {
    c.become(c.state().with(sandbox));
    services.store().write(c.id(), c.state(), false);
  }
}

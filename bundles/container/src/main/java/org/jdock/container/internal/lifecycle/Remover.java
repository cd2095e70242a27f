package org.jdock.container.internal.lifecycle;

import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.container.internal.mounts.MountEntry;
import org.jdock.container.internal.state.Definition;
import org.jdock.container.internal.state.Status;

/** Removes containers that do not run. Called in a container's queue. */
final class Remover {
  private final Services services;
  private final Publisher publisher;
  private final ContainerIndex index;

  Remover(Services services, Publisher publisher, ContainerIndex index) {
    this.services = services;
    this.publisher = publisher;
    this.index = index;
  }

  /**
   * Removes it.
   *
   * @param volumes its anonymous volumes as well
   */
  void remove(Container c, boolean volumes) {
    Definition d = c.definition();
    int code = c.state().exitCode();
    c.become(c.state().with(Status.REMOVING));
    try {
      c.output.discard();
      services.rootfs().unmount(services.layout().rootfs(d.id()));
      services.rootfs().remove(d.storageDriver(), d.id());
      boolean known = c.known;
      services
          .store()
          .deleteLater(d.id(), () -> !known || Ender.forget(services, d.runtime(), d.id()));
    } catch (RuntimeException e) {
      c.become(c.state().with(Status.DEAD));
      c.waits.notRemoved(e);
      throw e;
    }
    for (MountEntry m : d.mounts()) {
      if (m.isVolume() && m.name() != null) {
        volume(d, m.name(), volumes);
      }
    }
    index.remove(d.id());
    index.release(d.name(), d.id());
    publisher.publish(d, "destroy");
    c.waits.removed(code);
  }

  private void volume(Definition d, String name, boolean remove) {
    Undo.attempt("releasing volume " + name, () -> services.volumes().release(name, d.id()));
    if (!remove) {
      return;
    }
    try {
      if (services.volumes().inspect(name).anonymous()) {
        services.volumes().remove(name, false);
      }
    } catch (ProblemException e) {
      if (e.problem() != Problem.NOT_FOUND && e.problem() != Problem.CONFLICT) {
        throw e; // else it is gone, or another container needs it
      }
    }
  }
}

package org.jdock.container.internal.lifecycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdock.api.Filters;
import org.jdock.api.volume.Volumes;

/** Stands in for the real one in tests. */
final class NoVolumes implements Volumes {
  @Override
  public Volume create(
      String name, String driver, Map<String, String> options, Map<String, String> labels) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Volume inspect(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Volume> list(Filters filters) {
    return List.of();
  }

  @Override
  public void remove(String name, boolean force) {
    throw new UnsupportedOperationException();
  }

  @Override
  public PruneReport prune(Filters filters) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void refer(String name, String containerId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(String name, String containerId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Path mount(String name, String containerId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unmount(String name, String containerId) {
    throw new UnsupportedOperationException();
  }
}

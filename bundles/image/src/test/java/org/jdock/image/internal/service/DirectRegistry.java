package org.jdock.image.internal.service;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.spi.DriverException;
import org.jdock.spi.storage.StorageDriver;

/** Storage drivers that are called directly, each call on a platform thread of its own. */
final class DirectRegistry implements DriverRegistry, AutoCloseable {
  private final Map<String, StorageDriver> drivers = new TreeMap<>();

  void add(String name, StorageDriver driver) {
    drivers.put(name, driver);
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
    StorageDriver driver = drivers.get(name);
    if (driver == null) {
      throw ProblemException.notFound("no storage driver " + name);
    }
    var answer = new CompletableFuture<T>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            answer.complete(call.on(kind.cast(driver)));
          } catch (Throwable e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ProblemException.failed("interrupted", e);
    } catch (ExecutionException e) {
      throw translated(e.getCause());
    }
  }

  private static ProblemException translated(Throwable cause) {
    return switch (cause) {
      case ProblemException p -> p;
      case DriverException d ->
          new ProblemException(Problem.valueOf(d.kind().name()), d.getMessage(), d);
      default -> ProblemException.failed(String.valueOf(cause), cause);
    };
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
    return call(kind, name, call);
  }

  @Override
  public <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
    throw new UnsupportedOperationException("storage has no sessions");
  }

  @Override
  public List<String> names(Class<?> kind) {
    return List.copyOf(drivers.keySet());
  }

  @Override
  public boolean ready(Class<?> kind, String name) {
    StorageDriver driver = drivers.get(name);
    return driver != null && driver.probe().ready();
  }

  @Override
  public <D> Set<String> capabilities(Class<D> kind, String name) {
    return drivers.get(name).capabilities();
  }

  @Override
  public void close() {
    drivers.values().forEach(StorageDriver::close);
  }
}

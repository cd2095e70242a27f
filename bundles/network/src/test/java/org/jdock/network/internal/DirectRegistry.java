package org.jdock.network.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;

/** Calls drivers on the calling thread, and so in its network namespace. */
final class DirectRegistry implements DriverRegistry {
  private final Map<String, Driver> drivers = new HashMap<>();

  DirectRegistry with(String name, Driver driver) {
    drivers.put(name, driver);
    return this;
  }

  void close() {
    drivers.values().forEach(Driver::close);
  }

  private <D> D driver(Class<D> kind, String name) {
    Driver driver = drivers.get(name);
    if (driver == null) {
      throw ProblemException.notFound("no driver " + name);
    }
    return kind.cast(driver);
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
    D driver = driver(kind, name);
    try {
      return call.on(driver);
    } catch (DriverException e) {
      throw new ProblemException(Problem.valueOf(e.kind().name()), e.getMessage(), e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
    return call(kind, name, call);
  }

  @Override
  public <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
    throw new UnsupportedOperationException("networks open no sessions");
  }

  @Override
  public List<String> names(Class<?> kind) {
    return drivers.keySet().stream().sorted().toList();
  }

  @Override
  public boolean ready(Class<?> kind, String name) {
    return drivers.containsKey(name);
  }

  @Override
  public <D> Set<String> capabilities(Class<D> kind, String name) {
    return drivers.get(name).capabilities();
  }
}

package org.jdock.container.internal.output;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jdock.api.Problem;
import org.jdock.api.ProblemException;
import org.jdock.api.driver.DriverRegistry;
import org.jdock.api.driver.DriverSession;
import org.jdock.spi.Driver;
import org.jdock.spi.DriverException;

/** Calls drivers on the spot. It can replace them, and die as a killed daemon does. */
public final class DirectRegistry implements DriverRegistry {
  private final Map<String, Driver> drivers = new HashMap<>();
  private final ReentrantReadWriteLock alive = new ReentrantReadWriteLock();
  private volatile boolean dead;
  private final AtomicLong version = new AtomicLong();

  /** Adds or replaces. */
  public <D extends Driver> void put(Class<D> kind, String name, D driver) {
    drivers.put(kind.getSimpleName() + "/" + name, driver);
  }

  /** What drivers do from now on never happens; returns when what is under way is done. */
  public void kill() {
    dead = true; // first: what is under way is done, and its caller never learns of it
    awaitCalls();
  }

  private void awaitCalls() {
    alive.writeLock().lock();
    try {
      assert !alive.isWriteLocked() || alive.isWriteLockedByCurrentThread();
    } finally {
      alive.writeLock().unlock();
    }
  }

  /** Sessions are made anew at their next use. */
  public void replaceAll() {
    version.incrementAndGet();
    awaitCalls();
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, DriverCall<D, T> call) {
    return guarded(() -> call.on(driver(kind, name)));
  }

  private <D> D driver(Class<D> kind, String name) {
    Driver driver = drivers.get(kind.getSimpleName() + "/" + name);
    if (driver == null) {
      throw new ProblemException(Problem.UNAVAILABLE, "no driver " + name);
    }
    return kind.cast(driver);
  }

  private interface Action<T> {
    T run() throws Exception;
  }

  private <T> T guarded(Action<T> action) {
    alive.readLock().lock();
    try {
      if (!dead) {
        T answer = action.run();
        if (!dead) {
          return answer;
        }
      }
    } catch (DriverException e) {
      throw new ProblemException(Problem.valueOf(e.kind().name()), e.getMessage(), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      alive.readLock().unlock();
    }
    while (true) {
      LockSupport.park(); // the thread of a process that is no more
      Thread.interrupted();
    }
  }

  @Override
  public <D, T> T call(Class<D> kind, String name, Duration limit, DriverCall<D, T> call) {
    return call(kind, name, call);
  }

  @Override
  public <D, S> DriverSession<S> session(
      Class<D> kind, String name, DriverCall<D, S> open, DriverCall<S, ?> close) {
    return new DriverSession<>() {
      private S made;
      private long madeBy;
      private long generation;

      @Override
      public <T> T use(DriverCall<S, T> call) {
        return guarded(() -> {
          if (made != null && madeBy != version.get()) {
            close.on(made);
            made = null;
          }
          if (made == null) {
            made = open.on(driver(kind, name));
            madeBy = version.get();
            generation++;
          }
          return call.on(made);
        });
      }

      @Override
      public long generation() {
        return generation;
      }

      @Override
      public void close() {
        guarded(() -> {
          if (made != null) {
            close.on(made);
            made = null;
          }
          return true;
        });
      }
    };
  }

  @Override
  public List<String> names(Class<?> kind) {
    return List.of();
  }

  @Override
  public boolean ready(Class<?> kind, String name) {
    return true;
  }

  @Override
  public <D> Set<String> capabilities(Class<D> kind, String name) {
    return ((Driver) driver(kind, name)).capabilities();
  }
}

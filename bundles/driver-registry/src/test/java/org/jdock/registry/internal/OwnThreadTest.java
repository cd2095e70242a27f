package org.jdock.registry.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.jdock.api.ProblemException;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
  private static <T> T onVirtual(FutureTask<T> task) throws Exception {
    Thread.ofVirtual().start(task);
    return task.get();
  }

  @Test
  void whoIsVirtualWaitsForAPlatformThread() throws Exception {
    var name =
        onVirtual(
            new FutureTask<>(() ->
                OwnThread.call(
                    "driver-test",
                    () -> {
                      assertFalse(Thread.currentThread().isVirtual());
                      return Thread.currentThread().getName();
                    })));
    assertEquals("driver-test", name);
    assertSame(Thread.currentThread(), OwnThread.call("other", Thread::currentThread));
  }

  @Test
  void whatGoesWrongComesAsItIs() throws Exception {
    var refusal = ProblemException.invalid("no");
    var got =
        onVirtual(
            new FutureTask<Throwable>(() -> {
              try {
                return OwnThread.call(
                    "driver-test",
                    () -> {
                      throw refusal;
                    });
              } catch (ProblemException e) {
                return e;
              }
            }));
    assertSame(refusal, got);
  }

  @Test
  void anInterruptGoesToTheWorkWhichIsWaitedFor() throws Exception {
    var working = new CountDownLatch(1);
    var task =
        new FutureTask<>(() -> {
          var seen =
              OwnThread.call(
                  "driver-test",
                  () -> {
                    working.countDown();
                    try {
                      Thread.sleep(60_000);
                      return false;
                    } catch (InterruptedException e) {
                      return true;
                    }
                  });
          return seen && Thread.currentThread().isInterrupted();
        });
    var caller = Thread.ofVirtual().start(task);
    working.await();
    caller.interrupt();
    assertTrue(task.get());
  }
}

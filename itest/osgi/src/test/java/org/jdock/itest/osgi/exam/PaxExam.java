package org.jdock.itest.osgi.exam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * Runs a class's tests inside a Pax Exam container: one container and one probe bundle a class. The
 * class and its test methods are public, since another class loader calls them there; they run in
 * the order that Jupiter gives them. {@link Roots} are made before and removed after the class. No
 * class passes whose framework told of components that need each other in a circle.
 */
public final class PaxExam implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
  private final Map<String, TestAddress> tests = new HashMap<>();
  private @Nullable ExamSystem system;
  private @Nullable TestContainer container;
  private @Nullable FrameworkLog log;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Roots.make();
    log = new FrameworkLog();
    start(context.getRequiredTestClass());
  }

  private void start(Class<?> type) throws IOException {
    var made = PaxExamRuntime.createTestSystem(DistributionBundles.options());
    system = made;
    var started = PaxExamRuntime.createContainer(made);
    container = started;
    started.start();
    var probe = made.createProbe();
    // What a test needs is found when it needs it: half of the probe is for this side only.
    probe.setHeader("DynamicImport-Package", "*");
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        tests.put(method.getName(), probe.addTest(type, method.getName()));
      }
    }
    started.installProbe(probe.build().getStream());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws IOException {
    invocation.skip();
    if (call.getExecutable().isAnnotationPresent(FreshFramework.class)) {
      stop();
      start(context.getRequiredTestClass());
    }
    container.call(tests.get(call.getExecutable().getName()));
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException, InterruptedException {
    stop();
    Roots.remove();
    if (log != null) {
      log.close();
      assertEquals(List.of(), log.faults());
    }
  }

  private void stop() {
    if (container != null) {
      container.stop();
    }
    if (system != null) {
      system.clear();
    }
  }
}

package org.jdock.itest.osgi.exam;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
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
import org.jspecify.annotations.Nullable;

/**
 * Runs a class's tests inside a Pax Exam container: one container and one probe bundle a class. The
 * class and its test methods are public, since another class loader's JUnit calls them there.
 */
public final class PaxExam implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor {
  private final Map<String, TestAddress> tests = new HashMap<>();
  private @Nullable ExamSystem system;
  private @Nullable TestContainer container;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var type = context.getRequiredTestClass();
    var made = PaxExamRuntime.createTestSystem(DistributionBundles.options());
    system = made;
    var started = PaxExamRuntime.createContainer(made);
    container = started;
    started.start();
    var probe = made.createProbe();
    probe.setHeader("Import-Package", "*");
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
      ExtensionContext context) {
    invocation.skip();
    container.call(tests.get(call.getExecutable().getName()));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (container != null) {
      container.stop();
    }
    if (system != null) {
      system.clear();
    }
  }
}

package org.jdock.itest.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jdock.itest.engine.support.Engine;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every test class the one engine of the run, and the one kit that vendors build against,
 * each made at the first need.
 */
final class SharedEngine implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SharedEngine.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == Engine.class || type == VendorKit.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Engine.class ? engine(context) : kit(context);
  }

  private static Engine engine(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent(
            Engine.class,
            key -> {
              try {
                return Engine.start();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            Engine.class);
  }

  private static VendorKit kit(ExtensionContext context) {
    Engine engine = engine(context);
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent(
            VendorKit.class,
            key -> {
              try {
                return new VendorKit(engine.scratch("vendor-kit"));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            VendorKit.class);
  }
}

package org.jdock.launcher.host;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals that end the daemon. By {@code sun.misc.Signal}, reflectively since the compiler's
 * warning about that class can't be silenced: a shutdown hook would not see the second signal.
 */
public final class Signals {
  private Signals() {}

  /**
   * Has {@code action} run, on a thread of the JVM's own, for each of the signals.
   *
   * @param names without SIG
   */
  public static void handle(Runnable action, String... names) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == handler) {
              action.run();
              return null;
            }
            return switch (method.getName()) {
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" ->
                  System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
              default -> "handler of " + String.join(", ", names);
            };
          };
      var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
      for (var name : names) {
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }
}

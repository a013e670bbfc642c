package io.codextemporal.tui.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Hears Ctrl-C. The JDK's signal class is reached by name, because the compiler has no quiet way to
 * it; where it is missing, Ctrl-C ends the process as ever.
 */
final class CtrlC {
  /** From now on runs {@code reaction}, on a thread of the JVM's, instead of ending the process. */
  static void on(Runnable reaction) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler calls =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              reaction.run();
              return null;
            }
            return method.getName().equals("equals")
                ? (Object) (proxy == arguments[0])
                : method.getName().equals("hashCode") ? (Object) 1 : "CtrlC";
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
      Object interrupt = signal.getConstructor(String.class).newInstance("INT");
      signal.getMethod("handle", signal, handler).invoke(null, interrupt, proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Then Ctrl-C leaves at once, and the session lives on.
    }
  }

  private CtrlC() {}
}

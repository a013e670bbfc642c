package io.codextemporal.tui.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Hears a signal. The JDK's signal class is reached by name, because the compiler has no quiet way
 * to it; where it is missing, the signal does what it always did.
 */
public final class Signals {
  /** From now on runs {@code reaction}, on a thread of the JVM's, at each signal of that name. */
  public static void on(String name, Runnable reaction) {
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
                : method.getName().equals("hashCode") ? (Object) 1 : name;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, calls);
      Object heard = signal.getConstructor(String.class).newInstance(name);
      signal.getMethod("handle", signal, handler).invoke(null, heard, proxy);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // As said.
    }
  }

  private Signals() {}
}

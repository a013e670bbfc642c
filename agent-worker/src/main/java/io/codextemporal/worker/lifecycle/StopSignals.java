package io.codextemporal.worker.lifecycle;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as calls: the first asks to stop, the second ends the process at once.
 *
 * <p>A shutdown hook would not do: it sees neither a second signal nor may it choose the exit code.
 * The JDK's signal class is reached by reflection, as it is not of the Java platform proper; where
 * it is missing the JVM's own handling stays.
 */
final class StopSignals {
  static void handle(Runnable stop) {
    AtomicInteger count = new AtomicInteger();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("handle")) {
            return method.getName().equals("hashCode") ? 1 : proxy == firstOf(arguments);
          }
          if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(0);
          }
          stop.run();
          return null;
        };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(), new Class<?>[] {type}, handler);
      for (String name : new String[] {"TERM", "INT"}) {
        Object instance = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, type).invoke(null, instance, proxy);
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      LoggerFactory.getLogger(StopSignals.class).warn("cannot listen for SIGTERM", e);
    }
  }

  private static Object firstOf(Object[] arguments) {
    return arguments == null || arguments.length == 0 ? StopSignals.class : arguments[0];
  }

  private StopSignals() {}
}

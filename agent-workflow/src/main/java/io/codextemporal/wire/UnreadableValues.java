package io.codextemporal.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/**
 * Finds what a type becomes when its payload does not open: the value of its public static method
 * {@code unreadable(String reason)}, where it has one.
 */
final class UnreadableValues {
  private static final ClassValue<Optional<MethodHandle>> FACTORIES =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          try {
            return Optional.of(
                MethodHandles.lookup()
                    .findStatic(type, "unreadable", MethodType.methodType(type, String.class)));
          } catch (NoSuchMethodException | IllegalAccessException e) {
            return Optional.empty();
          }
        }
      };

  static boolean has(Class<?> type) {
    return FACTORIES.get(type).isPresent();
  }

  /** The marker, or the exception where the type has none. */
  static <T> T of(Class<T> type, String reason) {
    Optional<MethodHandle> factory = FACTORIES.get(type);
    if (factory.isEmpty()) {
      throw new UnreadablePayloadException(
          "a " + type.getSimpleName() + " could not be read: " + reason);
    }
    try {
      return type.cast(factory.get().invoke(reason));
    } catch (Throwable e) {
      throw new IllegalStateException(type + ".unreadable failed", e);
    }
  }

  private UnreadableValues() {}
}

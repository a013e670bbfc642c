package io.codextemporal.determinism;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What code that a workflow replays may not call, by class or by method, and why.
 *
 * <p>Owners are internal names ({@code java/util/UUID}). A prefix that ends in a slash is a whole
 * package; {@link #ALLOWED} makes exceptions from packages.
 */
final class Forbidden {
  private static final List<Ban> PREFIXES =
      List.of(
          new Ban("java/util/concurrent/", "threads"),
          new Ban("java/util/random/", "random"),
          new Ban("java/nio/file/", "files"),
          new Ban("java/nio/channels/", "files"),
          new Ban("java/net/", "network"),
          new Ban("java/io/", "files"),
          new Ban("java/sql/", "database"));

  private static final List<Ban> OWNERS =
      List.of(
          new Ban("org/slf4j/LoggerFactory", "logs again on replay: Workflow.getLogger does not"),
          new Ban("java/lang/Thread", "threads"),
          new Ban("java/lang/ThreadLocal", "threads"),
          new Ban("java/lang/Runtime", "processes"),
          new Ban("java/lang/Process", "processes"),
          new Ban("java/lang/ProcessBuilder", "processes"),
          new Ban("java/lang/ProcessHandle", "processes"),
          new Ban("java/util/Timer", "threads"),
          new Ban("java/util/Random", "random"),
          new Ban("java/util/SplittableRandom", "random"),
          new Ban("java/security/SecureRandom", "random"),
          new Ban("java/time/Clock", "clock"),
          new Ban("java/util/WeakHashMap", "depends on the collector"),
          new Ban("java/util/IdentityHashMap", "depends on addresses"));

  private static final List<Ban> METHODS =
      List.of(
          new Ban("java/lang/System.currentTimeMillis", "clock"),
          new Ban("java/lang/System.nanoTime", "clock"),
          new Ban("java/time/InstantSource.system", "clock"),
          new Ban("java/lang/System.getenv", "environment"),
          new Ban("java/lang/System.getProperty", "environment"),
          new Ban("java/lang/System.getProperties", "environment"),
          new Ban("java/lang/System.lineSeparator", "environment"),
          new Ban("java/lang/System.identityHashCode", "depends on addresses"),
          new Ban("java/lang/System.exit", "processes"),
          new Ban("java/lang/System.getLogger", "logs again on replay"),
          new Ban("java/lang/Integer.getInteger", "environment"),
          new Ban("java/lang/Boolean.getBoolean", "environment"),
          new Ban("java/lang/Long.getLong", "environment"),
          new Ban("java/lang/Math.random", "random"),
          new Ban("java/util/UUID.randomUUID", "random"),
          new Ban("java/util/Collections.shuffle", "random"),
          new Ban("java/util/Locale.getDefault", "environment"),
          new Ban("java/util/TimeZone.getDefault", "environment"),
          new Ban("java/time/ZoneId.systemDefault", "environment"),
          new Ban("java/nio/charset/Charset.defaultCharset", "environment"),
          new Ban("java/lang/Object.wait", "threads"),
          new Ban("java/lang/Object.notify", "threads"),
          new Ban("java/lang/Object.notifyAll", "threads"),
          new Ban("java/util/Collection.parallelStream", "threads"),
          new Ban("java/util/List.parallelStream", "threads"),
          new Ban("java/util/stream/Stream.parallel", "threads"));

  private static final Set<String> ALLOWED =
      Set.of(
          "java/util/concurrent/TimeUnit",
          "java/util/concurrent/Callable",
          "java/util/concurrent/CancellationException",
          "java/util/concurrent/TimeoutException",
          "java/net/URI",
          "java/net/URLDecoder",
          "java/net/URLEncoder",
          "java/nio/file/Path",
          "java/io/IOException",
          "java/io/UncheckedIOException",
          "java/io/Serializable",
          "java/io/ByteArrayInputStream",
          "java/io/ByteArrayOutputStream",
          "java/io/InputStream",
          "java/io/OutputStream",
          "java/io/StringReader",
          "java/io/StringWriter",
          "java/io/PrintWriter");

  /** Field types whose one static instance would be state shared between sessions. */
  private static final List<String> MUTABLE =
      List.of(
          "Ljava/util/ArrayList;",
          "Ljava/util/ArrayDeque;",
          "Ljava/util/HashMap;",
          "Ljava/util/HashSet;",
          "Ljava/util/LinkedHashMap;",
          "Ljava/util/LinkedHashSet;",
          "Ljava/util/TreeMap;",
          "Ljava/lang/StringBuilder;",
          "Ljava/util/concurrent/");

  private record Ban(String what, String why) {}

  /** Why this call may not be made, if it may not. */
  static Optional<String> call(String owner, String method) {
    for (Ban ban : METHODS) {
      if (ban.what().equals(owner + "." + method)) {
        return Optional.of(ban.why());
      }
    }
    if (owner.startsWith("java/time/") && method.equals("now")) {
      return Optional.of("clock");
    }
    if (ALLOWED.contains(owner)) {
      return Optional.empty();
    }
    return OWNERS.stream()
        .filter(ban -> ban.what().equals(owner))
        .findFirst()
        .or(() -> PREFIXES.stream().filter(ban -> owner.startsWith(ban.what())).findFirst())
        .map(Ban::why);
  }

  static boolean mutableType(String descriptor) {
    return MUTABLE.stream().anyMatch(descriptor::startsWith);
  }

  private Forbidden() {}
}

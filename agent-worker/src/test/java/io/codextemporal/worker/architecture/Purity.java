package io.codextemporal.worker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the heart may not touch, and who may write to the terminal, below a root package. The heart
 * is everything a workflow evaluates and every policy: loop, policy, workflow.
 */
record Purity(String root) {
  private static final Set<String> PACKAGES =
      Set.of(
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks",
          "java.util.random",
          "java.nio.channels",
          "java.nio.file.attribute",
          "java.net.http",
          "java.net",
          "java.io",
          "java.nio.file");

  private static final Set<String> HARMLESS =
      Set.of(
          "java.util.concurrent.TimeUnit",
          "java.util.concurrent.Callable",
          "java.util.concurrent.CancellationException",
          "java.util.concurrent.TimeoutException",
          "java.net.URI",
          "java.nio.file.Path",
          "java.io.Serializable",
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.io.InputStream",
          "java.io.OutputStream",
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream");

  private static final Set<String> CLASSES =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.util.Timer",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.time.Clock");

  private static final Set<String> METHODS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.time.InstantSource.system",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.exit",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.Collections.shuffle",
          "java.util.Locale.getDefault",
          "java.time.ZoneId.systemDefault",
          "java.util.Collection.parallelStream",
          "java.util.List.parallelStream");

  Map<String, ArchRule> all() {
    Map<String, ArchRule> laws = new LinkedHashMap<>();
    laws.put("the heart touches no thread, random, file or process", noWorldlyClass());
    laws.put("the heart asks no clock and no environment", noWorldlyCall());
    laws.put("standard streams belong to the terminal and the mains", noStandardStreams());
    return laws;
  }

  private ArchRule noWorldlyClass() {
    DescribedPredicate<JavaClass> worldly =
        describe(
            "of the world outside",
            type ->
                !HARMLESS.contains(type.getName())
                    && (PACKAGES.contains(type.getPackageName())
                        || CLASSES.contains(type.getName())));
    return noClasses()
        .that()
        .resideInAnyPackage(heart())
        .should()
        .dependOnClassesThat(worldly)
        .allowEmptyShould(true);
  }

  private ArchRule noWorldlyCall() {
    DescribedPredicate<JavaAccess<?>> worldly =
        describe(
            "a clock, random or the environment",
            access -> {
              String owner = access.getTargetOwner().getName();
              return METHODS.contains(owner + "." + access.getName())
                  || owner.startsWith("java.time.") && access.getName().equals("now");
            });
    return noClasses()
        .that()
        .resideInAnyPackage(heart())
        .should()
        .accessTargetWhere(worldly)
        .allowEmptyShould(true);
  }

  private ArchRule noStandardStreams() {
    DescribedPredicate<JavaAccess<?>> streams =
        describe(
            "a standard stream",
            access -> {
              String owner = access.getTargetOwner().getName();
              String name = access.getName();
              boolean ofSystem =
                  owner.equals("java.lang.System")
                      && Set.of("in", "out", "err", "setOut", "setErr", "setIn", "console")
                          .contains(name);
              boolean ofDescriptor =
                  owner.equals("java.io.FileDescriptor")
                      && Set.of("in", "out", "err").contains(name);
              boolean trace =
                  name.equals("printStackTrace")
                      && access.getDescription().contains("printStackTrace()");
              return ofSystem || ofDescriptor || trace;
            });
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackages(
            root + ".tui.terminal..",
            root + ".tui.cli..",
            root + ".worker.command..",
            root + ".worker.main..")
        .and()
        .haveSimpleNameNotEndingWith("Main")
        .should()
        .accessTargetWhere(streams);
  }

  private String[] heart() {
    return Stream.of("loop", "policy", "workflow")
        .map(name -> root + "." + name + "..")
        .toArray(String[]::new);
  }
}

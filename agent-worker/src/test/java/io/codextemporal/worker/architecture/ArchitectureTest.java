package io.codextemporal.worker.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the import laws over all four modules, and shows that each of them can be broken. */
class ArchitectureTest {
  private static final String ROOT = "io.codextemporal";
  private static final String FIXTURE = "io.codextemporal.worker.architecture.fixture";
  private static final JavaClasses REAL =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);
  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

  private static Map<String, ArchRule> laws(String root) {
    Map<String, ArchRule> laws = new Laws(root).all();
    laws.putAll(new Purity(root).all());
    return laws;
  }

  @TestFactory
  Stream<DynamicTest> theHouseKeepsEveryLaw() {
    return laws(ROOT).entrySet().stream()
        .map(law -> dynamicTest(law.getKey(), () -> law.getValue().check(REAL)));
  }

  @TestFactory
  Stream<DynamicTest> everyLawCatchesABreach() {
    return laws(FIXTURE).entrySet().stream()
        .map(law ->
            dynamicTest(
                law.getKey(),
                () -> assertThat(law.getValue().evaluate(BROKEN).hasViolation()).isTrue()));
  }

  @Test
  void everyPackageHasItsLaw() {
    assertThat(REAL).hasSizeGreaterThan(60);
    assertThat(new Laws(ROOT).lawless(REAL)).isEmpty();
    assertThat(new Laws(ROOT + ".worker").lawless(BROKEN)).isNotEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(unmarked(REAL)).isEmpty();
    assertThat(unmarked(BROKEN)).isNotEmpty();
  }

  private static List<String> unmarked(JavaClasses classes) {
    List<String> found = new ArrayList<>();
    classes.stream()
        .map(type -> type.getPackage())
        .distinct()
        .filter(p -> !p.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
        .forEach(p -> found.add(p.getName()));
    return found;
  }
}

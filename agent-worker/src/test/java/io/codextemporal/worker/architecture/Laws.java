package io.codextemporal.worker.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who may import whom, as rules over packages below a root: the real root, or a fixture's, where
 * each law is shown to catch a breach.
 */
record Laws(String root) {
  private static final Map<String, List<String>> MAY_SEE = maySee();

  private static Map<String, List<String>> maySee() {
    Map<String, List<String>> table = new TreeMap<>();
    table.put("protocol", List.of());
    table.put("tool", List.of("protocol"));
    table.put("conversation", List.of("protocol", "tool"));
    table.put("policy", List.of("protocol", "tool", "conversation"));
    table.put("loop", List.of("protocol", "tool", "conversation", "policy"));
    table.put("activity", List.of("protocol", "tool", "conversation"));
    table.put(
        "workflow", List.of("protocol", "tool", "conversation", "policy", "loop", "activity"));
    table.put("wire", List.of("protocol", "tool", "conversation", "activity"));
    table.put("config", List.of("protocol", "policy"));
    table.put(
        "activities",
        List.of("activity", "tool", "conversation", "protocol", "policy", "wire", "config"));
    // What a screen may know of the workflow is a law of its own.
    table.put("tui", List.of("protocol", "wire", "config", "workflow"));
    return table;
  }

  /** Each law by its name, in the order of the house from the inside out. */
  Map<String, ArchRule> all() {
    Map<String, ArchRule> laws = new LinkedHashMap<>();
    MAY_SEE.forEach((name, seen) -> laws.put(name + " sees only what it may", sees(name, seen)));
    laws.put("only tui.session sees the workflow's interface", onlyTheSessionOfTheScreen());
    laws.put("no package cycles", noCycles());
    laws.put("io.temporal.workflow only in workflow", temporalWorkflowOnlyInWorkflow());
    laws.put("the pure heart knows no Temporal", noTemporalInTheHeart());
    laws.put("of the screen only tui.session knows Temporal", temporalOfTheScreen());
    laws.put("openai-java only in activities.model", openaiOnlyInModel());
    laws.put("lanterna only in the screen", lanternaOnlyInTheScreen());
    return laws;
  }

  private ArchRule sees(String name, List<String> seen) {
    return classes()
        .that()
        .resideInAPackage(in(name))
        .should()
        .onlyDependOnClassesThat(
            resideOutsideOfPackage(root + "..")
                .or(
                    resideInAnyPackage(
                        Stream.concat(Stream.of(name), seen.stream())
                            .map(this::in)
                            .toArray(String[]::new))))
        .allowEmptyShould(true);
  }

  private ArchRule onlyTheSessionOfTheScreen() {
    DescribedPredicate<JavaClass> hidden =
        describe(
            "of the workflow's that are not its interface and input",
            type ->
                type.getPackageName().equals(root + ".workflow")
                    && !(type.getSimpleName().equals("AgentWorkflow")
                        || type.getName().contains(".SessionInput")));
    ArchRule rest =
        noClasses()
            .that()
            .resideInAPackage(in("tui"))
            .and()
            .resideOutsideOfPackage(in("tui.session"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(in("workflow"))
            .allowEmptyShould(true);
    ArchRule session =
        noClasses()
            .that()
            .resideInAPackage(in("tui"))
            .should()
            .dependOnClassesThat(hidden)
            .allowEmptyShould(true);
    return com.tngtech.archunit.lang.CompositeArchRule.of(rest).and(session);
  }

  private ArchRule noCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles().allowEmptyShould(true);
  }

  private ArchRule temporalWorkflowOnlyInWorkflow() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("workflow"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.temporal.workflow..");
  }

  private ArchRule noTemporalInTheHeart() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            Stream.of("protocol", "tool", "conversation", "policy", "loop")
                .map(this::in)
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.temporal..");
  }

  private ArchRule temporalOfTheScreen() {
    return noClasses()
        .that()
        .resideInAPackage(in("tui"))
        .and()
        .resideOutsideOfPackage(in("tui.session"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.temporal..", "io.grpc..")
        .allowEmptyShould(true);
  }

  private ArchRule openaiOnlyInModel() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("activities.model"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.openai..");
  }

  private ArchRule lanternaOnlyInTheScreen() {
    return noClasses()
        .that()
        .resideInAPackage(root + "..")
        .and()
        .resideOutsideOfPackage(in("tui"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.googlecode.lanterna..");
  }

  /** Packages below the root that no law speaks of. */
  List<String> lawless(Iterable<JavaClass> classes) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : classes) {
      String below = type.getPackageName().substring(root.length());
      String first = below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
      if (!MAY_SEE.containsKey(first) && !first.equals("worker")) {
        found.add(type.getName());
      }
    }
    return found;
  }

  private String in(String name) {
    return root + "." + name + "..";
  }
}

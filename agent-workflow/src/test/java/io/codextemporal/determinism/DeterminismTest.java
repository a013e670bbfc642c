package io.codextemporal.determinism;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.workflow.AgentWorkflow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workflow code and all it reaches may do nothing that a replay would do differently. */
class DeterminismTest {
  private static final String FIXTURE = "io/codextemporal/determinism/fixture/";

  @Test
  void theLoopAndTheWorkflowReachNothingForbidden() throws Exception {
    ReachableCalls calls = ReachableCalls.in(rootOf(AgentWorkflow.class));
    assertThat(calls.size()).isGreaterThan(50);
    assertThat(
            calls.sins(name ->
                name.startsWith("io/codextemporal/loop/")
                    || name.startsWith("io/codextemporal/policy/")
                    || name.startsWith("io/codextemporal/workflow/")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          SinfulWorkflow, java/time/Instant.now (clock)
          SinfulWorkflow, java/util/UUID.randomUUID (random)
          SinfulWorkflow, java/lang/System.getenv (environment)
          SinfulWorkflow, java/nio/file/Files.exists (files)
          SinfulWorkflow, java/util/concurrent/CompletableFuture.supplyAsync (threads)
          SinfulWorkflow, Accomplice.counter (mutable static)
          SinfulWorkflow, Accomplice.SEEN (mutable static)
          SinfulWorkflow, System.out (standard streams)
          """)
  void catchesWhatAFixtureDoes(String root, String sin) throws Exception {
    assertThat(ReachableCalls.in(rootOf(DeterminismTest.class)).sins((FIXTURE + root)::equals))
        .anyMatch(found -> found.replace(FIXTURE, "").startsWith(sin));
  }

  @Test
  void namesTheWayThroughInterfacesAndLambdas() throws Exception {
    assertThat(
            ReachableCalls.in(rootOf(DeterminismTest.class))
                .sins((FIXTURE + "SinfulWorkflow")::equals))
        .contains(
            "java/lang/System.nanoTime (clock): SinfulWorkflow.run -> Accomplice.tell ->"
                + " Accomplice.lambda$tell$0");
  }

  @Test
  void findsNothingWhereNothingIs() throws Exception {
    assertThat(
            ReachableCalls.in(rootOf(DeterminismTest.class))
                .sins((FIXTURE + "InnocentWorkflow")::equals))
        .isEmpty();
  }

  private static Path rootOf(Class<?> type) throws URISyntaxException, IOException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}

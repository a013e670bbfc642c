package io.codextemporal.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerStarterTest {
  private static final String CRASH = "-Dct.crash=K4:1";

  @Test
  void theEnvironmentSaysWhichOptions() {
    assertThat(WorkerStarter.options(" -Xmx1g  -Da=b ", List.of("-Xmx2g"), false))
        .containsExactly("-Xmx1g", "-Da=b");
    assertThat(WorkerStarter.options("", List.of("-Xmx2g"), false)).isEmpty();
  }

  @Test
  void whereItSaysNothingThePredecessorsGoOn() {
    assertThat(WorkerStarter.options(null, List.of("-Xmx2g"), true)).containsExactly("-Xmx2g");
  }

  @Test
  void aCrashPointIsNotInheritedByTheWorkerThatReplacesTheCrashedOne() {
    assertThat(WorkerStarter.options(null, List.of("-Xmx2g", CRASH), true))
        .containsExactly("-Xmx2g");
    assertThat(WorkerStarter.options(CRASH, List.of(CRASH), true)).isEmpty();
    assertThat(WorkerStarter.options(CRASH, List.of(), true)).containsExactly(CRASH);
    assertThat(WorkerStarter.options(CRASH, List.of(CRASH), false)).containsExactly(CRASH);
  }

  @Test
  void aClassPathIsNotRepeatedAmongTheFlags() {
    assertThat(
            JvmCommand.withoutClassPath(
                List.of("-XX:+UseSerialGC", "-cp", "a:b", "--class-path=c", "-Da=b")))
        .containsExactly("-XX:+UseSerialGC", "-Da=b");
  }
}

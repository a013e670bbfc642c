package io.codextemporal.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxStopTest {
  private static final String OFF = "workspace-write, network off";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "touch: cannot touch 'x': Read-only file system, read-only file system",
    "touch: Das Dateisystem ist nur lesbar, read-only file system",
    "touch: Система: Файловая система доступна только для чтения, read-only file system",
    "bash: x: 只读文件系统, read-only file system",
    "OSError: [Errno 30] x, read-only file system",
    "Error: EROFS: read-only, read-only file system",
    "java.nio.file.AccessDeniedException: /x, permission denied",
    "error: failed to write: x (os error 13), permission denied",
    "mount: Opération non permise, operation not permitted",
    "socket: Operation not permitted, operation not permitted",
    "curl: (6) Could not resolve host: x, no network",
    "npm error code EAI_AGAIN, no network",
    "dial tcp: lookup x: Temporary failure in name resolution, no network",
    "ping: x: Temporärer Fehler bei der Namensauflösung, no network",
    "java.net.UnknownHostException: x, no network"
  })
  void isKnownByWhatWasPrinted(String printed, String means) throws IOException {
    assertThat(stop(1, printed, OFF))
        .hasValueSatisfying(told -> assertThat(told).startsWith(means + ", by its words \""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3 tests failed", "error: expected `;`", "errno 12", "no such file or directory",
        "os error 12", "assertion failed at line 30", "operation timed out", ""
      })
  void whatFailedByItselfIsNot(String printed) throws IOException {
    assertThat(stop(1, printed, OFF)).isEmpty();
  }

  @Test
  void theNetworkCountsOnlyWhereItIsOff() throws IOException {
    assertThat(stop(6, "could not resolve host: x", "workspace-write, network on")).isEmpty();
    assertThat(stop(6, "could not resolve host: x", OFF)).isPresent();
  }

  @Test
  void theExitCounts() throws IOException {
    String words = "Read-only file system";
    assertThat(stop(0, words, OFF)).isEmpty();
    assertThat(stop(126, words, OFF)).isEmpty();
    assertThat(stop(127, words, OFF)).isEmpty();
    assertThat(stop(1, words, null)).isEmpty();
    assertThat(stop(159, "", OFF)).hasValueSatisfying(w -> assertThat(w).contains("SIGSYS"));
  }

  @Test
  void onlyItsEndIsLookedAt() throws IOException {
    assertThat(stop(1, "Read-only file system\n" + "x\n".repeat(40_000), OFF)).isEmpty();
    assertThat(stop(1, "x\n".repeat(400_000) + "Read-only file system\n", OFF)).isPresent();
  }

  @Test
  void whatNeverStartedIsToldApart() throws IOException {
    assertThat(SandboxStop.neverStarted(result(1, "bwrap: no namespaces\n", OFF))).isTrue();
    assertThat(SandboxStop.neverStarted(result(125, "ct-sandbox: no\n", OFF))).isTrue();
    assertThat(SandboxStop.neverStarted(result(1, "it says bwrap: no\n", OFF))).isFalse();
    assertThat(SandboxStop.neverStarted(result(2, "bwrap: no\n", OFF))).isFalse();
  }

  private Optional<String> stop(int exit, String printed, String sandbox) throws IOException {
    return SandboxStop.in(result(exit, printed, sandbox));
  }

  private CommandResult result(int exit, String printed, String sandbox) throws IOException {
    Path output = Files.writeString(folder.resolve("output"), printed);
    return new CommandResult(
        new Ended(Ended.Cause.EXITED, exit, 1), "mark", output, sandbox, List.of(), null, false);
  }
}

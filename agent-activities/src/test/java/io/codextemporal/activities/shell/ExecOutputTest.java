package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecOutputTest {
  @TempDir Path folder;

  @Test
  void everyCauseIsTold() throws IOException {
    assertThat(told(Ended.Cause.EXITED, 0)).contains("Process exited with code 0\n");
    assertThat(told(Ended.Cause.TIMED_OUT, 143))
        .contains(
            "exited with code 124\n", "Output:\ncommand timed out after 5000 milliseconds\nx");
    assertThat(told(Ended.Cause.INTERRUPTED, null))
        .isEqualTo("Wall time: 1.6 seconds\naborted by user\nx\n");
    assertThat(told(Ended.Cause.OUTPUT_LIMIT, 143)).contains("Output:\ncommand stopped: ");
    assertThat(told(Ended.Cause.WORKER_STOPPED, null))
        .contains("Process was ended\n", "Output:\ncommand ended: an operator stopped");
    assertThat(told(Ended.Cause.UNKNOWN, null)).contains("Process was ended\n");
  }

  @Test
  void theSameResultGivesTheSameText() throws IOException {
    assertThat(told(Ended.Cause.EXITED, 3)).isEqualTo(told(Ended.Cause.EXITED, 3));
  }

  @Test
  void outputThatIsGoneIsSaid() throws IOException {
    CommandResult result =
        new CommandResult(
            new Ended(Ended.Cause.EXITED, 0, 1),
            "mark",
            folder.resolve("gone"),
            null,
            List.of(),
            null,
            false);
    assertThat(ExecOutput.of(result, 10, Duration.ofSeconds(5)).output())
        .endsWith("Output:\n(the output is no longer kept)\n");
  }

  private String told(Ended.Cause cause, @Nullable Integer exit) throws IOException {
    Path output = Files.writeString(folder.resolve("output"), "x\n");
    CommandResult result =
        new CommandResult(
            new Ended(cause, exit, 1_620), "mark", output, null, List.of(), null, false);
    Completed told = ExecOutput.of(result, 100, Duration.ofSeconds(5));
    assertThat(told.success()).isEqualTo(cause == Ended.Cause.EXITED && exit != null && exit == 0);
    return told.output();
  }
}

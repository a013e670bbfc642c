package io.codextemporal.worker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.codextemporal.config.HeldLock;
import io.codextemporal.config.Places;
import io.codextemporal.config.ProcessMark;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.config.WorkerNow;
import io.codextemporal.config.WorkerRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakeoverTest {
  private static final ProcessMark GONE = new ProcessMark(1, -1, "an earlier boot");
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path folder;
  private WorkerFiles files;
  private final Told told = new Told();

  @BeforeEach
  void home() {
    files = new WorkerFiles(new Places(folder.resolve("codex"), folder.resolve("ct")));
  }

  @Test
  void aDeadWorkersAttemptsAndStickyQueueAreEnded() throws Exception {
    dies("w1", "box", "sticky");
    try (AttemptFile attempts = new AttemptFile(files.attempts("w1"))) {
      attempts.begin(new Attempt(ByteString.copyFromUtf8("t"), "session", "tool.run"));
    }
    new Takeover(files, "box", told).settle();
    assertThat(told.calls)
        .containsExactly(
            "shut sticky of w1", "end all of w1 in session", "end t of w1", "end all of w1");
  }

  @Test
  void itsFilesStayUntilItWasLookedAtTwice() {
    dies("w1", "box", null);
    Takeover takeover = new Takeover(files, "box", told);
    takeover.settle();
    takeover.settle();
    assertThat(told.calls).containsExactly("end all of w1");
    assertThat(files.dead()).hasSize(1);
  }

  @Test
  void theLivingAndOtherMachinesAreLeftAlone() {
    dies("elsewhere", "otherbox", null);
    files.write(worker("alive", "box", ProcessMark.current(), null));
    dies("locked", "box", null);
    try (HeldLock _ = HeldLock.tryTake(files.processLock("locked")).orElseThrow()) {
      new Takeover(files, "box", told).settle();
    }
    assertThat(told.calls).isEmpty();
  }

  @Test
  void onlyTheFirstLookAndOneSomeSecondsLaterAreDue() {
    WorkerRecord one = worker("w1", "box", GONE, null);
    assertThat(Takeover.due(List.of(one), "box", Map.of(), 0)).containsExactly(one);
    assertThat(Takeover.due(List.of(one), "box", Map.of("w1", 0L), SECOND)).isEmpty();
    assertThat(Takeover.due(List.of(one), "box", Map.of("w1", 0L), 4 * SECOND))
        .containsExactly(one);
    assertThat(Takeover.due(List.of(one), "otherbox", Map.of(), 0)).isEmpty();
  }

  private void dies(String id, String machine, @org.jspecify.annotations.Nullable String sticky) {
    files.write(worker(id, machine, GONE, sticky));
  }

  private static WorkerRecord worker(
      String id,
      String machine,
      ProcessMark process,
      @org.jspecify.annotations.Nullable String sticky) {
    return new WorkerRecord(
        id,
        "main",
        process,
        id,
        machine,
        List.of(),
        "",
        "",
        Instant.EPOCH,
        List.of(),
        new WorkerNow("", "", true, sticky, null));
  }

  private static final class Told implements Takeover.Affairs {
    private final List<String> calls = new ArrayList<>();

    @Override
    public boolean end(Attempt attempt, String identity) {
      calls.add("end " + attempt.token().toStringUtf8() + " of " + identity);
      return true;
    }

    @Override
    public void shutSticky(String stickyQueue, String identity) {
      calls.add("shut " + stickyQueue + " of " + identity);
    }

    @Override
    public int endAllOf(String identity) {
      calls.add("end all of " + identity);
      return 0;
    }

    @Override
    public int endAllOf(String identity, String session) {
      calls.add("end all of " + identity + " in " + session);
      return 0;
    }
  }
}

package io.codextemporal.activities.journal;

import static io.codextemporal.activities.journal.Workplace.CALL;
import static io.codextemporal.activities.journal.Workplace.SESSION;
import static io.codextemporal.activities.journal.Workplace.alive;
import static io.codextemporal.activities.journal.Workplace.until;
import static io.codextemporal.activities.journal.Workplace.waitFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal against real processes; a new {@link Commands} stands for the next worker. */
class CommandsTest {
  @TempDir Path folder;
  private Workplace place;
  private Commands commands;

  @BeforeEach
  void open() throws IOException {
    place = new Workplace(folder);
    commands = new Commands(place.journal);
  }

  @Test
  void runsAndNotesTheEnd() throws Exception {
    CommandSpec spec = place.spec("echo out; echo err >&2; exit 3");
    assertThat(look(spec)).isInstanceOf(Look.Fresh.class);
    CommandResult result = commands.start(spec).await();
    assertThat(result.ended().cause()).isEqualTo(Ended.Cause.EXITED);
    assertThat(result.ended().exitCode()).isEqualTo(3);
    assertThat(result.output()).hasContent("out\nerr");
    assertThat(commands.count()).isZero();
  }

  @Test
  @Tag("K10")
  void reportsWhatIsNoted() throws Exception {
    CommandSpec spec = place.spec("echo out; exit 3");
    CommandResult result = commands.start(spec).await();
    commands = new Commands(place.journal);
    assertThat(look(spec)).isEqualTo(new Look.Done(result));
    assertThat(place.runs()).isEqualTo(1);
  }

  @Test
  @Tag("K7")
  void runsWhatWasNotedButNeverBegan() throws Exception {
    CommandSpec spec = place.spec("true");
    JournalEntry entry = place.noteOnly(spec, ProcessMark.bootId());
    assertThat(look(spec)).isInstanceOf(Look.Fresh.class);
    // A wrapper that comes late finds its place taken.
    CommandWatch late =
        new CommandLauncher(place.journal)
            .start(entry, spec, new CommandLauncher.Launch("late", null));
    assertThat(late.awaitEnd(Duration.ofSeconds(20))).isTrue();
    assertThat(late.exitCode()).isEqualTo(125);
    assertThat(place.runs()).isZero();
    commands.start(spec).await();
    assertThat(place.runs()).isEqualTo(1);
  }

  @Test
  @Tag("K8")
  void adoptsWhatRuns() throws Exception {
    CommandSpec spec = place.spec("echo begun; " + waitFor("gate") + "echo done; exit 7");
    place.abandon(spec);
    Look look = look(spec);
    assertThat(look).isInstanceOf(Look.Underway.class);
    assertThat(look(spec)).isEqualTo(look);
    place.open("gate");
    CommandResult result = ((Look.Underway) look).command().await();
    assertThat(result.ended().exitCode()).isEqualTo(7);
    assertThat(result.output()).hasContent("begun\ndone");
    assertThat(place.runs()).isEqualTo(1);
  }

  @Test
  @Tag("K9")
  void readsTheExitThatNobodyNoted() throws Exception {
    CommandSpec spec = place.spec("exit 4");
    JournalEntry entry = place.abandon(spec);
    until(() -> entry.evidence().exit() != null);
    assertThat(((Look.Done) look(spec)).result().ended().exitCode()).isEqualTo(4);
    assertThat(place.runs()).isEqualTo(1);
  }

  @Test
  @Tag("T9")
  void joinsWhatRunsInThisWorker() throws Exception {
    CommandSpec spec = place.spec(waitFor("gate"));
    RunningCommand command = commands.start(spec);
    assertThat(look(spec)).isEqualTo(new Look.Underway(command));
    assertThat(commands.start(spec)).isSameAs(command);
    place.open("gate");
    assertThat(command.await().ended().exitCode()).isZero();
    assertThat(place.runs()).isEqualTo(1);
  }

  @Test
  @Tag("K8")
  void vanishedIsUnknownUntilSomeoneDecides() throws Exception {
    CommandSpec spec = place.spec("echo $$ > me; " + waitFor("gate"));
    JournalEntry entry = place.abandon(spec);
    long inner = place.pid("me");
    long wrapper = entry.leader().orElseThrow().pid();
    ProcessHandle.of(wrapper).orElseThrow().destroyForcibly();
    ProcessHandle.of(inner).orElseThrow().destroyForcibly();
    until(() -> !alive(wrapper) && !alive(inner));
    Look.Unknown unknown = (Look.Unknown) look(spec);
    assertThat(unknown.evidence()).contains("process " + wrapper, "echo ran >> witness");
    assertThat(unknown.digest()).matches("[0-9a-f]{64}");
    assertThat(((Look.Unknown) look(spec)).digest()).isEqualTo(unknown.digest());
    // Run again on someone's word: the next unknown is another one.
    place.open("gate");
    commands.start(spec).await();
    assertThat(look(spec)).isInstanceOf(Look.Done.class);
    assertThat(place.runs()).isEqualTo(2);
  }

  @Test
  @Tag("D6")
  void anotherBootIsUnknown() throws Exception {
    CommandSpec spec = place.spec("true");
    place.noteOnly(spec, "another-boot");
    assertThat(((Look.Unknown) look(spec)).evidence()).contains("restarted");
  }

  @Test
  void anotherCommandOfTheSameCallIsFresh() throws Exception {
    CommandSpec spec = place.spec("echo one");
    CommandResult one = commands.start(spec).await();
    CommandSpec other = place.spec("echo two");
    assertThat(look(other)).isInstanceOf(Look.Fresh.class);
    commands.start(other).await();
    assertThat(look(spec)).isEqualTo(new Look.Done(one));
  }

  @Test
  void interruptLeavesNothing() throws Exception {
    String script =
        "sleep 1000 & echo $! > child; setsid sh -c 'echo $$ > escaped; exec sleep 1000' & "
            + "sh -c 'trap \"\" TERM; echo $$ > deaf; while :; do sleep 0.05; done' & wait";
    RunningCommand command = commands.start(place.spec(script));
    List<Long> all = List.of(place.pid("child"), place.pid("escaped"), place.pid("deaf"));
    long begin = System.nanoTime();
    command.end(Ended.Cause.INTERRUPTED);
    Ended ended = command.await().ended();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(ended.cause()).isEqualTo(Ended.Cause.INTERRUPTED);
    assertThat(all).noneMatch(Workplace::alive);
  }

  @Test
  void interruptEndsAnAdoptedCommand() throws Exception {
    CommandSpec spec = place.spec("sleep 1000 & echo $! > child; wait");
    place.abandon(spec);
    long child = place.pid("child");
    RunningCommand command = ((Look.Underway) look(spec)).command();
    command.end(Ended.Cause.INTERRUPTED);
    assertThat(command.await().ended().cause()).isEqualTo(Ended.Cause.INTERRUPTED);
    assertThat(alive(child)).isFalse();
  }

  @Test
  void ownTimeoutEndsIt() throws Exception {
    CommandSpec spec = place.spec("echo $$ > me; sleep 1000", Duration.ofMillis(300));
    assertThat(commands.start(spec).await().ended().cause()).isEqualTo(Ended.Cause.TIMED_OUT);
    assertThat(alive(place.pid("me"))).isFalse();
  }

  @Test
  @Tag("S5")
  void endlessOutputIsStopped() throws Exception {
    CommandResult result = commands.start(place.spec("yes")).await();
    assertThat(result.ended().cause()).isEqualTo(Ended.Cause.OUTPUT_LIMIT);
    assertThat(Files.size(result.output())).isGreaterThan(1_000_000);
  }

  @Test
  void workerStopEndsAllAndSaysSo() throws Exception {
    CommandSpec spec = place.spec("echo $$ > me; sleep 1000");
    commands.start(spec);
    long pid = place.pid("me");
    commands.endAll(Ended.Cause.WORKER_STOPPED);
    assertThat(alive(pid)).isFalse();
    commands = new Commands(place.journal);
    assertThat(((Look.Done) look(spec)).result().ended().cause())
        .isEqualTo(Ended.Cause.WORKER_STOPPED);
  }

  @Test
  @Tag("K18")
  void endsWhatADeadWorkerLeft() throws Exception {
    CommandSpec spec = place.spec("echo $$ > me; sleep 1000");
    place.abandon(spec);
    long pid = place.pid("me");
    assertThat(commands.endAbandoned(SESSION, CALL, Ended.Cause.INTERRUPTED)).isTrue();
    assertThat(alive(pid)).isFalse();
    assertThat(commands.endAbandoned(SESSION, CALL, Ended.Cause.INTERRUPTED)).isFalse();
    assertThat(((Look.Done) look(spec)).result().ended().cause())
        .isEqualTo(Ended.Cause.INTERRUPTED);
  }

  @Test
  void outputIsHeardWhileItRuns() throws Exception {
    StringBuffer heard = new StringBuffer();
    RunningCommand command =
        commands.start(place.spec(waitFor("gate") + "echo grüße; " + waitFor("gate2")));
    command.onOutput(heard::append);
    place.open("gate");
    until(() -> heard.toString().equals("grüße\n"));
    place.open("gate2");
    command.await();
  }

  @Test
  void aProgramThatIsNotThereIsAnExitCode() throws Exception {
    CommandSpec spec =
        CommandSpec.plain(
            SESSION,
            CALL,
            "",
            List.of("no-such-program"),
            folder,
            Map.of(),
            Duration.ofSeconds(9),
            9);
    assertThat(commands.start(spec).await().ended().exitCode()).isEqualTo(127);
  }

  @Test
  @Tag("D8")
  void aFolderThatIsNotThereStartsNothing() throws Exception {
    CommandSpec spec =
        CommandSpec.plain(
            SESSION,
            CALL,
            "",
            List.of("true"),
            folder.resolve("gone"),
            Map.of(),
            Duration.ofSeconds(9),
            9);
    assertThatThrownBy(() -> commands.start(spec)).isInstanceOf(IOException.class);
    assertThat(look(spec)).isInstanceOf(Look.Fresh.class);
  }

  @Test
  void theCommandSeesItsEnvironmentAndNoInput() throws Exception {
    CommandSpec spec =
        CommandSpec.plain(
            SESSION,
            CALL,
            "",
            List.of("sh", "-c", "env | cut -d= -f1 | sort | tr '\\n' ' '; cat"),
            folder,
            Map.of("PATH", "/usr/bin:/bin", "_ct_exit", "x"),
            Duration.ofSeconds(9),
            9_000);
    assertThat(commands.start(spec).await().output()).content().contains("CODEX_TEMPORAL_CALL");
    assertThat(commands.start(spec).await().output()).content().doesNotContain("HOME", "JAVA");
  }

  @Test
  void forgetsWhatIsOldAndOver() throws Exception {
    CommandSpec spec = place.spec("true");
    Path over = commands.start(spec).await().output().getParent();
    CommandSpec other = place.spec(waitFor("gate"));
    RunningCommand runs = commands.start(other);
    commands.clean(Instant.now());
    assertThat(over).exists();
    Files.setLastModifiedTime(over, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
    commands.clean(Instant.now());
    assertThat(over).doesNotExist();
    commands.clean(Instant.now().plus(Duration.ofDays(9)));
    assertThat(look(other)).isEqualTo(new Look.Underway(runs));
    place.open("gate");
    runs.await();
    commands.clean(Instant.now().plus(Duration.ofDays(9)));
    assertThat(place.journal.resolve(SESSION.value())).doesNotExist();
  }

  private Look look(CommandSpec spec) throws IOException, InterruptedException {
    return commands.look(spec.session(), spec.call(), spec.digest());
  }
}

package io.codextemporal.activities.journal;

import static io.codextemporal.activities.journal.Workplace.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.journal.CommandLauncher.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that a waiting wrapper runs is the command that one started for it would run. */
class SparesTest {
  private static final String ALL =
      "env -0 | tr '\\0' '\\n' | grep -v '^"
          + ProcessTable.MARK
          + "=' | LC_ALL=C sort;"
          + " printf '<%s>' \"$@\"; pwd; cat; umask; ulimit -a; ls -l /proc/self/fd | wc -l";

  private static final String HOSTILE =
      "a'b\"c$(touch owned)`touch owned`\\ \n{ } # ; & | > owned ! * ~ \t\u00e4\u20ac'";

  @TempDir Path folder;
  private final List<Process> made = new CopyOnWriteArrayList<>();
  private Workplace place;
  private CommandLauncher launcher;

  @BeforeEach
  void open() throws IOException {
    place = new Workplace(folder);
    launcher = new CommandLauncher(place.journal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        HOSTILE,
        "",
        "-n",
        "OLDPWD=/x",
        "PWD=/nowhere",
        "PWD=/",
        "HOME=~",
        "CDPATH=/",
        "IFS=_",
        "BASH_ENV=x",
        "UID=7",
        "a.b=c",
        "_=x",
        "F()=() { :; }",
        "PS4=$(touch owned)",
        "ENV=owned",
        "LC_ALL=xx",
        "POSIXLY_CORRECT=1",
        "PATH=/usr/bin:/bin"
      })
  void theSameEitherWay(String hostile) throws Exception {
    int at = hostile.equals(HOSTILE) ? -1 : hostile.indexOf('=');
    Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin", "X", "1"));
    environment.put(
        at < 0 ? "WORD" : hostile.substring(0, at), hostile.substring(Math.max(0, at + 1)));
    CommandSpec spec = spec(environment, List.of("sh", "-c", ALL, "sh", hostile, "last"));
    String started = printed(spec, new Launch("one", null));
    String told = printed(spec, spare());
    assertThat(told).isEqualTo(started).contains("last");
    assertThat(folder.resolve("work ' place/owned")).doesNotExist();
  }

  @Test
  void aPartOfWhatItIsToldStartsNothing() throws Exception {
    CommandSpec spec = spec(Map.of("PATH", "/usr/bin:/bin"), List.of("sh", "-c", "echo x > ran"));
    JournalEntry entry = new EffectJournal(place.journal).open(spec.session(), spec.call());
    List<String> arguments = List.of("-", "", "0", "sh", "-c", "echo x > ran");
    byte[] script =
        StartScript.of(entry.folder(), spec.cwd(), spec.environment(), arguments)
            .orElseThrow()
            .getBytes(StandardCharsets.UTF_8);
    for (int length = 0; length < script.length - 2; length += 1 + length / 3) {
      Process spare = spare().spare();
      try (var way = spare.getOutputStream()) {
        way.write(script, 0, length);
      }
      assertThat(spare.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(entry.pidFile()).as("after %s bytes", length).doesNotExist();
      assertThat(spec.cwd().resolve("ran")).doesNotExist();
    }
  }

  @Test
  void whatDiedMeanwhileIsReplaced() throws Exception {
    CommandSpec spec = spec(Map.of("PATH", "/usr/bin:/bin"), List.of("sh", "-c", "echo ran"));
    Launch launch = spare();
    launch.spare().destroyForcibly().waitFor();
    assertThat(printed(spec, launch)).isEqualTo("ran\n");
  }

  @Test
  void aFolderThatIsGoneStartsNothing() throws Exception {
    CommandSpec spec = spec(Map.of(), List.of("sh", "-c", "echo ran"));
    Launch launch = spare();
    Files.delete(spec.cwd());
    assertThat(printed(spec, launch)).contains("was not started").contains("cannot be entered");
  }

  @Test
  void theyGoWhenNoneWasNeededForLong() {
    Spares spares = new Spares(3, Duration.ofMillis(50), this::sleeper);
    List<Process> before = children();
    assertThat(spares.take()).isEmpty();
    until(() -> children().size() >= before.size() + 3);
    until(() -> children().equals(before));
  }

  private List<Process> children() {
    return made.stream().filter(Process::isAlive).toList();
  }

  private Spares.Spare sleeper() throws IOException {
    Process process = new ProcessBuilder("cat").start();
    made.add(process);
    return new Spares.Spare(process, "m");
  }

  private Launch spare() {
    List<Launch> launch = new ArrayList<>();
    until(() -> {
      launch.add(launcher.next());
      return launch.getLast().spare() != null;
    });
    return launch.getLast();
  }

  private CommandSpec spec(Map<String, String> environment, List<String> command)
      throws IOException {
    Path cwd = Files.createDirectories(folder.resolve("work ' place"));
    return CommandSpec.plain(
        Workplace.SESSION,
        Workplace.CALL,
        "digest",
        command,
        cwd,
        environment,
        Duration.ofMinutes(1),
        1_000_000);
  }

  private String printed(CommandSpec spec, Launch launch) throws Exception {
    JournalEntry entry = new EffectJournal(place.journal).open(spec.session(), spec.call());
    assertThat(launcher.start(entry, spec, launch).awaitEnd(Duration.ofSeconds(20))).isTrue();
    return Files.readString(entry.output());
  }
}

package io.codextemporal.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.codextemporal.config.Places;
import io.codextemporal.protocol.SandboxMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The filter, tried from inside by a program that makes the calls itself. */
class FilterTest {
  @TempDir Path temp;

  @Test
  void bothArchitecturesHaveOneThatFits() {
    for (String architecture : List.of("amd64", "aarch64")) {
      for (SeccompFilter.Around around : SeccompFilter.Around.values()) {
        byte[] program = SeccompFilter.of(architecture, false, around).orElseThrow();
        assertThat(program.length % 8).isZero();
        assertThat(program.length / 8).isLessThan(4096);
      }
    }
    assertThat(SeccompFilter.of("s390x", false)).isEmpty();
  }

  @Test
  void everyCallOfTheListIsRefused() throws Exception {
    List<String> calls = numbers();
    String tries =
        "for my $n (%s) { my $r = syscall($n, 0, 0, 0, 0, 0, 0); print \"$n:\", ($r == -1 ? $!+0 : 'ran'), \"\\n\" }"
            .formatted(String.join(",", calls));
    String printed = perl(tries, false);
    assertThat(printed.lines())
        .containsExactlyElementsOf(calls.stream().map(n -> n + ":1").toList());
  }

  @Test
  void socketsAreRefusedByFamilyAndKind() throws Exception {
    assertThat(perl(SOCKETS, false)).isEqualTo("1:1 2:1 10:1 16:1 17:1 40:1 pair:0 datagrams:1");
    assertThat(perl(SOCKETS, true)).isEqualTo("1:1 2:0 10:0 16:0 17:1 40:1 pair:0 datagrams:1");
  }

  @Test
  void otherWaysInAreShut() throws Exception {
    String tries =
        """
        my $x = "x"; my $r = ioctl(STDIN, 0x5412, $x); print "sti:", $!+0;
        $r = ioctl(STDIN, 0x541C, $x); print " linux:", $!+0;
        $r = syscall(%d, 0x10000000, 0, 0, 0, 0); print " users:", ($r == -1 ? $!+0 : 'ran');
        $r = syscall(435, 0, 0); print " clone3:", $!+0;
        """
            .formatted(System.getProperty("os.arch").equals("aarch64") ? 220 : 56);
    assertThat(perl(tries, false)).isEqualTo("sti:1 linux:1 users:1 clone3:38");
  }

  @Test
  void theOtherAbiDies() throws Exception {
    assumeTrue(System.getProperty("os.arch").equals("amd64"));
    assertThat(run("syscall(0x40000000 + 39); print 'alive'", false).exit()).isEqualTo(159);
  }

  /** What was looked at is what is mounted, or nothing runs. */
  @Test
  void aRootThatIsReplacedMeanwhileStopsTheCommand() throws Exception {
    Path folder = temp.toRealPath();
    Path root = Files.createDirectory(folder.resolve("root"));
    Path target = Files.createDirectory(folder.resolve("target"));
    Confined confined = confined(root, false);
    Files.move(root, folder.resolve("moved"));
    Files.createSymbolicLink(root, target);
    Printed printed =
        run(confined, List.of("/bin/sh", "-c", "touch " + root + "/x; touch x"), folder);
    assertThat(printed.exit()).isNotZero();
    assertThat(target).isEmptyDirectory();
    Files.delete(root);
    Files.createDirectory(root);
    for (String name : MountPlan.PROTECTED) {
      Files.createDirectory(root.resolve(name));
    }
    printed = run(confined, List.of("/bin/sh", "-c", "touch x"), folder);
    assertThat(printed.text()).contains("a writable folder was replaced meanwhile");
    assertThat(printed.exit()).isEqualTo(125);
    assertThat(root.resolve("x")).doesNotExist();
  }

  private static final String SOCKETS =
      """
      my @out; for my $f (1, 2, 10, 16, 17, 40) {
        push @out, "$f:" . (socket(my $s, $f, $f == 16 ? 3 : 1, 0) ? 0 : $!+0) }
      push @out, "pair:" . (socketpair(my $a, my $b, 1, 1, 0) ? 0 : $!+0);
      push @out, "datagrams:" . (socketpair(my $c, my $d, 1, 2, 0) ? 0 : $!+0);
      print join(" ", @out);
      """;

  private String perl(String script, boolean network) throws Exception {
    Printed printed = run(script, network);
    assertThat(printed.exit()).as(printed.text()).isZero();
    return printed.text();
  }

  private Printed run(String script, boolean network) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "no perl here");
    Path root = Files.createDirectories(temp.toRealPath().resolve("root"));
    try (Confined confined = confined(root, network)) {
      return run(confined, List.of("/usr/bin/perl", "-e", script), root);
    }
  }

  private Confined confined(Path root, boolean network) throws Exception {
    Places places = new Places(temp.resolve("codex"), temp.resolve("home"));
    return new Sandboxes(places, System.getenv())
        .confine(
            new SandboxRequest(
                SandboxMode.WORKSPACE_WRITE,
                network,
                List.of(root),
                List.of(),
                root,
                List.of(),
                100));
  }

  private record Printed(String text, int exit) {}

  private static Printed run(Confined confined, List<String> command, Path folder)
      throws Exception {
    List<String> line = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" 9< \"$0\""));
    line.add(String.valueOf(confined.confinement().filter()));
    line.addAll(confined.confinement().prefix());
    line.addAll(command);
    Process process =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Printed(text, process.waitFor());
  }

  private static List<String> numbers() throws Exception {
    int column = System.getProperty("os.arch").equals("aarch64") ? 2 : 1;
    try (var in = FilterTest.class.getResourceAsStream("/sandbox/syscalls.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" +")[column])
          .filter(number -> !number.equals("-"))
          .collect(Collectors.toList());
    }
  }
}

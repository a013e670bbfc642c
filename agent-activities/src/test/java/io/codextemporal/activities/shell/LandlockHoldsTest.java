package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.landlock.Kernel;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands confined by Landlock, tried on folders of the test's own and with nothing that harms.
 */
@Tag("slow")
class LandlockHoldsTest {
  @TempDir Path temp;
  private Path folder;
  private Desk desk;
  private int calls;

  @BeforeEach
  void desk() throws Exception {
    assumeThat(Kernel.open().landlockVersion())
        .as("Landlock 6 or newer (Linux 6.12) in this kernel")
        .isGreaterThanOrEqualTo(6);
    folder = temp.toRealPath();
    desk = new Desk(folder);
    desk.sandboxChoice = "landlock";
    desk.confining = true;
    desk.approval = ApprovalMode.NEVER;
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    Files.createDirectories(desk.workspace.resolve("src"));
    Files.createDirectories(desk.workspace.resolve(".git/hooks"));
    Files.writeString(desk.workspace.resolve(".git/config"), "plain");
    Files.writeString(desk.workspace.resolve("notes"), "old");
    Files.createDirectories(folder.resolve("outside"));
    Files.writeString(folder.resolve("outside/f"), "old");
    desk.restartWorker();
  }

  @Test
  void writesInTheFoldersOfTheWorkspaceAndItsFiles() throws Exception {
    Completed done =
        run(
            "echo new > notes; mkdir -p src/a/b; echo x > src/a/b/c; mv src/a src/d; rm -r src/d; touch src/t notes && rm src/t;"
                + " echo t > $TMPDIR/t && cat $TMPDIR/t; rm $TMPDIR/t; ln -s x src/l;"
                + " echo \"sandbox=$CODEX_SANDBOX\"; cat <<< here; ls > /dev/null");
    assertThat(done.output()).contains("t\n", "sandbox=landlock", "here\n");
    assertThat(done.exitCode()).isZero();
    assertThat(desk.workspace.resolve("notes")).hasContent("new");
    assertThat(desk.workspace.resolve("src/l")).isSymbolicLink();
  }

  @Test
  void nothingElseCanBeWritten() throws Exception {
    String outside = folder.resolve("outside").toString();
    Files.createSymbolicLink(desk.workspace.resolve("src/out"), folder.resolve("outside"));
    Completed done =
        run(
            "for t in 'echo x > OUT/new' 'echo x > OUT/f' 'rm OUT/f' 'mv OUT/f src/' 'mkdir OUT/d'"
                    .replace("OUT", outside)
                + " 'ln OUT/f src/hard' 'truncate -s 0 OUT/f' 'echo x > src/out/f'"
                    .replace("OUT", outside)
                + " 'echo x > .git/config' 'echo x > .git/hooks/pre-commit' 'mv .git src/'"
                + " 'mv .git g' 'rm -r .git' 'ln .git/config src/h' 'cp src .codex -r'"
                + " 'mkdir .codex' 'mkdir .agents' 'ln -s src .agents' 'mv src .codex'"
                + " 'echo x > /etc/ct-test' 'mkfifo OUT/p' 'mknod src/n c 1 3'"
                    .replace("OUT", outside)
                + "; do sh -c \"$t\" 2>/dev/null && echo \"HOLE $t\"; done; true");
    assertThat(done.output()).doesNotContain("HOLE").contains("Process exited with code 0");
    assertThat(folder.resolve("outside/f")).hasContent("old");
    assertThat(desk.workspace.resolve(".git/config")).hasContent("plain");
    assertThat(desk.workspace.resolve(".git/hooks")).isEmptyDirectory();
    assertThat(desk.workspace.resolve(".codex")).doesNotExist();
  }

  @Test
  void modesAndTimesStayAsTheyAre() throws Exception {
    Path file = folder.resolve("outside/f");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Completed done =
        run(
            "for t in 'chmod 777 F' 'touch -d 2001-01-01 F' 'chown 1:1 F' 'chattr +d F'; do"
                    .replace("F", file.toString())
                + " sh -c \"$t\" 2>/dev/null && echo \"HOLE $t\"; done; true");
    assertThat(done.output()).doesNotContain("HOLE");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void whatIsOursCannotBeRead() throws Exception {
    Files.createDirectories(desk.places.codexHome());
    Files.writeString(desk.places.authFile(), "sk-secret");
    Files.writeString(desk.places.keyFile(), "sealing");
    Files.createSymbolicLink(desk.workspace.resolve("src/k"), desk.places.authFile());
    long worker = ProcessHandle.current().pid();
    Completed done =
        run(
            "cat src/k %s %s /proc/1/root%s /proc/%d/environ /proc/%d/mem; ls /dev/shm; cat /dev/kmsg"
                .formatted(
                    desk.places.authFile(),
                    desk.places.keyFile(),
                    desk.places.authFile(),
                    worker,
                    worker));
    assertThat(done.output()).doesNotContain("sk-secret", "sealing", "PATH=");
    Completed first = run("echo words of the session");
    Path output = desk.commands.outputs(desk.call("x", "{}").session()).resolve("c2.1/output");
    assertThat(first.success()).isTrue();
    assertThat(run("cat " + output).output()).contains("words of the session");
    assertThat(run("echo x >> " + output).success()).isFalse();
  }

  @Test
  void noSocketNoSignalNoPower() throws Exception {
    long worker = ProcessHandle.current().pid();
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Completed done =
          run(
              "kill -0 $PPID 2>/dev/null && echo HOLE wrapper; for t in 'exec 3<>/dev/tcp/127.0.0.1/%d' 'kill -0 %d' 'unshare -U true'"
                      .formatted(server.getLocalPort(), worker)
                  + " 'renice 5 -p %d' 'prlimit --pid %d --nofile=1' 'taskset -p 1 %d' 'mount -t tmpfs x src'"
                      .formatted(worker, worker, worker)
                  + "; do bash -c \"$t\" 2>/dev/null && echo \"HOLE $t\"; done;"
                  + " grep -E 'CapEff|CapBnd|NoNewPrivs|^Seccomp:' /proc/self/status");
      assertThat(done.output())
          .doesNotContain("HOLE")
          .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2");
      // Only root may lower what a program could gain; nobody gains any, with no new privileges.
      boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
      if (root && done.output().contains("CapBnd")) {
        assertThat(done.output()).contains("CapBnd:\t0000000000000000");
      }
    }
  }

  @Test
  void readOnlyWritesNothing() throws Exception {
    desk.sandbox = SandboxMode.READ_ONLY;
    Completed done =
        run(
            "for t in 'echo x > notes' 'echo x > src/x' 'echo x > /tmp/ct-x' 'rm notes'; do"
                + " sh -c \"$t\" 2>/dev/null && echo \"HOLE $t\"; done; cat notes");
    assertThat(done.output()).doesNotContain("HOLE").endsWith("old");
  }

  @Test
  void theBytesOfTheCommandAndItsEndArrive() throws Exception {
    assertThat(run("printf '%s' \"$(printf '\\xc3\\xa4\\xff')\" | od -An -tx1").output())
        .contains("c3 a4 ff");
    assertThat(run("exit 7").exitCode()).isEqualTo(7);
    assertThat(run("kill -TERM $$").exitCode()).isEqualTo(143);
    desk.leaveEnvironment(Map.of("JAVA_TOOL_OPTIONS", "-Dx=y"));
    assertThat(run("echo \"<$JAVA_TOOL_OPTIONS>\"; env | grep -c _CT_ASIDE").output())
        .contains("<-Dx=y>\n0\n")
        .doesNotContain("Picked up");
    assertThat(run("touch /etc/x").output())
        .contains("[The sandbox (Landlock, workspace-write, network off) seems to have stopped");
  }

  @Test
  void aTerminalIsHeldAlike() throws Exception {
    Completed done =
        run(
            "tty > /dev/null && [ -t 0 ] && [ -t 1 ] && echo terminal; stty size; echo x > /etc/ct-test;"
                + " echo new > notes; printf '%s' \"$CODEX_SANDBOX\"",
            Map.of("tty", true));
    assertThat(done.output())
        .contains("terminal", "Permission denied", "landlock")
        .doesNotContain("Inappropriate ioctl");
    assertThat(desk.workspace.resolve("notes")).hasContent("new");
  }

  /** Others make and remove files beside what is hidden, and in the workspace, all the time. */
  @Test
  void whatVanishesMeanwhileStopsNothing() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread busy =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; !over.get(); i++) {
                for (Path where : List.of(folder, desk.workspace)) {
                  Path path = where.resolve("brief" + i % 50);
                  try {
                    Files.createDirectory(path);
                    Files.delete(path);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                }
              }
            });
    try {
      for (int i = 0; i < 4; i++) {
        assertThat(run("echo fine").output()).contains("fine");
      }
    } finally {
      over.set(true);
      busy.join();
    }
  }

  @Test
  void aSwappedWorkspaceIsNotWritten() throws Exception {
    desk.roots = List.of(folder.resolve("gone").toString());
    ToolOutcome outcome = desk.tool.run(desk.call("s", json("echo x")), desk);
    assertThat(outcome.toString()).contains("cannot be run in the sandbox");
  }

  /** From a file, so that no policy looks into it: this is about the sandbox alone. */
  private Completed run(String script) throws Exception {
    return run(script, Map.of());
  }

  private Completed run(String script, Map<String, Object> more) throws Exception {
    Path file = Files.writeString(folder.resolve("script-" + ++calls), script + "\n");
    ToolOutcome outcome = desk.tool.run(desk.call("c" + calls, json("bash " + file, more)), desk);
    ToolOutcome inner = outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
    assertThat(inner).isInstanceOf(Completed.class);
    return (Completed) inner;
  }

  private static String json(String script) throws Exception {
    return json(script, Map.of());
  }

  private static String json(String script, Map<String, Object> more) throws Exception {
    Map<String, Object> arguments = new TreeMap<>(more);
    arguments.put("cmd", script);
    return new ObjectMapper().writeValueAsString(arguments);
  }
}

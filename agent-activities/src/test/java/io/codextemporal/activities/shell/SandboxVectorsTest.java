package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The attacks on the sandbox, tried inside it, and that inside a cage of the test's own. */
class SandboxVectorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temp;
  private Path folder;
  private Desk desk;
  private int calls;

  @BeforeEach
  void desk() throws Exception {
    folder = temp.toRealPath();
    desk = new Desk(folder);
    desk.programs = Cage.around(folder);
    desk.confining = true;
    desk.approval = ApprovalMode.NEVER;
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    desk.restartWorker();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sbx-03", "sbx-04", "sbx-05", "sbx-07", "sbx-09", "sbx-12", "path-10", "path-11", "cred-01",
        "git-10"
      })
  void theVectorIsContained(String id) throws Exception {
    String script = script(vector(id));
    switch (id) {
      case "sbx-03" -> socketInTheFileSystem(script);
      case "sbx-04" -> loopback(script);
      case "sbx-05" -> noWayToTemporal(script);
      case "sbx-07" -> otherProcesses();
      case "sbx-09" -> hiddenByLink();
      case "sbx-12" -> escapedChild();
      case "path-10" -> cwdOfTheModel();
      case "path-11" -> protectedNames();
      case "git-10" -> linkedWorktree();
      case "cred-01" -> secrets(vector(id).path("input").path("env"));
      default -> throw new IllegalArgumentException(id);
    }
  }

  private void socketInTheFileSystem(String script) throws Exception {
    Path socket = desk.workspace.resolve("docker.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      server.configureBlocking(false);
      Completed done = run(script.replace("/var/run/docker.sock", socket.toString()));
      assertThat(done.exitCode()).isNotZero();
      assertThat(done.output()).contains("not permitted").contains("[The sandbox (");
      assertThat(server.accept()).isNull();
    }
  }

  private void loopback(String script) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(1);
      Completed done = run(script.replace("7233", Integer.toString(server.getLocalPort())));
      assertThat(done.exitCode()).isNotZero();
      assertThat(done.output()).contains("not permitted");
      Completed plain = run("exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort());
      assertThat(plain.exitCode()).isNotZero();
    }
  }

  private void noWayToTemporal(String script) throws Exception {
    desk.leaveEnvironment(Map.of("TEMPORAL_ADDRESS", "127.0.0.1:7233", "TEMPORAL_API_KEY", "t"));
    Path fake = Files.createDirectories(folder.resolve("opt"));
    assertThat(script).startsWith("temporal workflow signal");
    Completed done = run("env | grep -c TEMPORAL_ADDRESS; ls -A " + desk.places.home() + fake);
    assertThat(done.output()).doesNotContain("127.0.0.1:7233");
    assertThat(run("ls -A " + desk.places.home() + "/server " + desk.places.keyFile()).exitCode())
        .isNotZero();
  }

  private void otherProcesses() throws Exception {
    long worker = ProcessHandle.current().pid();
    Completed done =
        run(
            "kill -9 $PPID; kill -9 "
                + worker
                + "; cat /proc/"
                + worker
                + "/environ; ls -d /proc/[0-9]* | wc -l; kill -9 -1; echo survived");
    assertThat(ProcessHandle.current().isAlive()).isTrue();
    assertThat(done.output()).doesNotContain("PATH=");
    assertThat(run("echo still here").output()).contains("still here");
  }

  private void hiddenByLink() throws Exception {
    Files.createDirectories(desk.places.codexHome());
    Files.writeString(desk.places.authFile(), "sk-secret");
    Files.writeString(desk.places.keyFile(), "sealing");
    Completed done =
        run(
            "ln -s "
                + desk.places.authFile()
                + " k; ln -s "
                + desk.places.home()
                + " h; cat k h/key "
                + desk.places.authFile()
                + " /proc/1/root"
                + desk.places.authFile()
                + " "
                + desk.places.codexHome()
                + "/../codex/auth.json");
    assertThat(done.output()).doesNotContain("sk-secret").doesNotContain("sealing");
  }

  private void escapedChild() throws Exception {
    Completed done =
        run(
            "(setsid nohup sh -c 'sleep 600; touch NAME' >/dev/null 2>&1 &) ; echo gone"
                .replace("NAME", folder.getFileName().toString()));
    assertThat(done.output()).contains("gone");
    assertThat(
            ProcessHandle.allProcesses()
                .filter(p ->
                    p.info()
                        .commandLine()
                        .orElse("")
                        .contains("sleep 600; touch " + folder.getFileName())))
        .isEmpty();
  }

  private void cwdOfTheModel() throws Exception {
    Path outside = Files.createDirectories(folder.resolve("elsewhere"));
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    ToolOutcome.Completed done =
        completed(
            desk.tool.run(
                desk.call("c" + ++calls, json("touch here; touch ./x || exit 7", outside)), desk));
    assertThat(outside).isEmptyDirectory();
    assertThat(done.exitCode()).isEqualTo(7);
  }

  private void protectedNames() throws Exception {
    for (String name : Set.of(".git", ".codex", ".agents")) {
      Completed done =
          run(
              "mkdir -p NAME/hooks; echo x > NAME/hooks/pre-commit; mv NAME other; rmdir NAME;"
                      .replace("NAME", name)
                  + " ln -s /tmp NAME; rm -rf NAME; ls -A NAME".replace("NAME", name));
      assertThat(desk.workspace.resolve(name)).as(done.output()).doesNotExist();
      assertThat(desk.workspace.resolve("other")).doesNotExist();
    }
    Files.createDirectories(desk.workspace.resolve(".git/hooks"));
    Files.writeString(desk.workspace.resolve(".git/config"), "plain");
    run("echo evil >> .git/config; touch .git/hooks/post-checkout; mv .git moved; rm -rf .git");
    assertThat(desk.workspace.resolve(".git/config")).hasContent("plain");
    assertThat(desk.workspace.resolve(".git/hooks")).isEmptyDirectory();
  }

  /** The repository lies elsewhere: it stays as it is, and the model is told what stopped it. */
  private void linkedWorktree() throws Exception {
    Path main = Files.createDirectories(folder.resolve("main"));
    git(main, "init", "-q");
    git(main, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "--allow-empty", "-mx");
    git(main, "worktree", "add", "-q", folder.resolve("linked").toString());
    Files.delete(desk.workspace);
    Files.move(folder.resolve("linked"), desk.workspace);
    git(main, "worktree", "repair", desk.workspace.toString());
    Completed read = run("git status --short && git log --oneline");
    assertThat(read.exitCode()).as(read.output()).isZero();
    Completed commit = run("echo x > f; git add f && git commit -m f");
    assertThat(commit.exitCode()).isNotZero();
    assertThat(commit.output()).contains("Read-only file system", "[The sandbox (");
    run("echo x > " + main.resolve(".git/hooks/pre-commit") + "; echo x >> .git");
    assertThat(main.resolve(".git/hooks/pre-commit")).doesNotExist();
    assertThat(Files.readString(desk.workspace.resolve(".git"))).startsWith("gitdir: ");
  }

  private static void git(Path in, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(arguments));
    assertThat(new ProcessBuilder(line).directory(in.toFile()).start().waitFor()).isZero();
  }

  private void secrets(JsonNode environment) throws Exception {
    Map<String, String> variables = new TreeMap<>();
    environment
        .properties()
        .forEach(each -> variables.put(each.getKey(), "v-" + each.getValue().asText()));
    desk.leaveEnvironment(variables);
    Completed done = run("env; cat /proc/*/environ | tr '\\0' '\\n'");
    assertThat(done.output()).contains("CODEX_SANDBOX=bubblewrap");
    variables.values().forEach(value -> assertThat(done.output()).doesNotContain("=" + value));
  }

  /** From a file, so that no policy looks into it: this is about the sandbox alone. */
  private Completed run(String script) throws Exception {
    Path file = Files.writeString(folder.resolve("script-" + ++calls), script + "\n");
    return completed(desk.tool.run(desk.call("c" + calls, json("bash " + file, null)), desk));
  }

  private static Completed completed(ToolOutcome outcome) {
    ToolOutcome inner = outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
    assertThat(inner).isInstanceOf(Completed.class);
    return (Completed) inner;
  }

  private static String json(String script, Path workdir) throws Exception {
    Map<String, Object> arguments = new TreeMap<>(Map.of("cmd", script));
    if (workdir != null) {
      arguments.put("workdir", workdir.toString());
    }
    return JSON.writeValueAsString(arguments);
  }

  /** What the vector's shell would run. */
  private static String script(JsonNode vector) {
    JsonNode argv = vector.path("input").path("argv");
    return argv.size() == 3 ? argv.get(2).asText() : "";
  }

  private static JsonNode vector(String id) throws Exception {
    for (JsonNode vector : vectors()) {
      if (vector.path("id").asText().equals(id)) {
        return vector;
      }
    }
    throw new IllegalArgumentException("no vector " + id);
  }

  private static JsonNode vectors() throws Exception {
    try (InputStream in = SandboxVectorsTest.class.getResourceAsStream("/cases/adversarial.json")) {
      return JSON.readTree(in);
    }
  }
}

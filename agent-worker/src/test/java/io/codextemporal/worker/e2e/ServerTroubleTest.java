package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.wire.Keyring;
import io.codextemporal.worker.e2e.TestClient.Result;
import io.codextemporal.worker.e2e.TestClient.Running;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The private server is not there, hangs or answers only errors: it is brought back, or said. */
@Tag("e2e")
class ServerTroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern THREAD = Pattern.compile("\"thread_id\":\"([^\"]+)\"");

  private ScriptedModel model;
  private TestHome home;
  private TestClient ct;

  @BeforeEach
  void open() throws Exception {
    model = ScriptedModel.start();
    home = TestHome.withPrivateServer(model.baseUrl());
    ct = new TestClient(home);
  }

  @AfterEach
  void close() throws Exception {
    stop("worker");
    stop("server");
    nothingIsLeft();
    model.close();
    home.close();
  }

  @Test
  @Tag("T2")
  void aServerThatIsNotThereIsStartedOnItsDatabase() throws Exception {
    model.otherwise(new EchoScript());
    Result first = ct.run("exec", "--json", "hi");
    assertThat(first.code()).as(first.err()).isZero();
    ServerAddress before = address();
    signal("KILL", before);
    Await.until("it is dead", PATIENCE, () -> !before.process().alive());
    Result second = ct.run("exec", "resume", session(first.out()).value(), "again");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out()).isEqualTo("You said: again\n");
    assertThat(model.lastRequest().userTexts()).contains("hi", "again");
    assertThat(address().process()).isNotEqualTo(before.process());
  }

  @Test
  @Tag("T2")
  void aConfiguredServerThatIsNotThereIsSaid() throws Exception {
    home.with("TEMPORAL_ADDRESS", "127.0.0.1:1");
    Result result = ct.run("exec", "hi");
    assertThat(result.code()).isEqualTo(69);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("127.0.0.1:1");
    assertThat(model.requests()).isEmpty();
    assertThat(ServerAddress.read(home.places())).isEmpty();
  }

  @Test
  @Tag("T8")
  void oneThatHangsIsReplacedAndTheTurnGoesOn() throws Exception {
    Running turn = runsACommand();
    ServerAddress before = address();
    signal("STOP", before);
    endsOnAnother(turn, before);
  }

  /** Its health is asked on its HTTP port: there something answers 503 in its place. */
  @Test
  @Tag("T8")
  void oneThatAnswersOnlyErrorsIsReplacedAndTheTurnGoesOn() throws Exception {
    HttpServer wedged =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    wedged.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    wedged.start();
    try {
      Running turn = runsACommand();
      ServerAddress before = address();
      new ServerAddress(
              before.port(),
              wedged.getAddress().getPort(),
              before.process(),
              before.startedAt(),
              before.version(),
              before.binary())
          .write(home.places());
      endsOnAnother(turn, before);
    } finally {
      wedged.stop(0);
    }
  }

  /** A job, one that hides in a session of its own, a terminal and a kernel. */
  @Test
  void stoppingWorkerAndServerEndsWhatRunsInTheBackground() throws Exception {
    Witness witness = Witness.of(home);
    model
        .on(
            When.outputs(0),
            Reply.stream()
                .call("job", "exec_command", left(witness.script("job", "exec sleep 600"), false))
                .call(
                    "hidden",
                    "exec_command",
                    left(witness.script("hidden", "setsid sleep 601 & wait"), false))
                .call("typed", "exec_command", left(witness.script("typed", "exec cat"), true))
                .custom("cell", "js_repl", "let kept = 1; kept"))
        .on(When.outputs(4), Reply.say("All run."));
    Result turn = ct.run("exec", "--json", "-s", "danger-full-access", "start them");
    assertThat(turn.out()).as(turn.err()).contains("All run.");
    Result shown = ct.run("show", session(turn.out()).value());
    assertThat(shown.out())
        .contains("runs     1000", "at a terminal", "JavaScript kernel (js_repl)");
    stop("worker");
    assertThat(left()).noneMatch(line -> line.contains("sleep 60") || line.contains("kernel.js"));
    assertThat(witness.runs())
        .hasSize(3)
        .allSatisfy(run ->
            assertThat(ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive)).isEmpty());
    try (Stream<Path> temporary = Files.list(home.temporary())) {
      assertThat(temporary.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("ct-js-") || name.startsWith("pty4j"));
    }
  }

  private static Map<String, Object> left(String script, boolean tty) {
    return Map.of("cmd", script, "yield_time_ms", 250, "tty", tty);
  }

  /** Neither programs of ours nor commands: what was started here has the home in its words. */
  private void nothingIsLeft() throws Exception {
    Await.until("all has ended", PATIENCE, () -> left().isEmpty());
    assertThat(left()).isEmpty();
  }

  /** The command lines of what has this home in its command line or environment. */
  private List<String> left() {
    Violations left = new Violations();
    Leftovers.processes(home, List.of(), left);
    return left.found();
  }

  private Running runsACommand() throws Exception {
    model.on(
        When.outputs(0),
        Reply.exec(
            "c1",
            Witness.of(home)
                .script("c1", "until [ -e '%s' ]; do sleep 0.05; done; echo one".formatted(go()))));
    model.on(When.outputs(1), Reply.say("Done."));
    Running turn = ct.start("exec", "--json", "-s", "danger-full-access", "one thing");
    Await.until("the command runs", PATIENCE, () -> Witness.of(home).runsOf("c1") == 1);
    return turn;
  }

  private void endsOnAnother(Running turn, ServerAddress before) throws Exception {
    Await.until(
        "another server serves",
        PATIENCE,
        () ->
            ServerAddress.read(home.places())
                .map(address -> !address.process().equals(before.process()))
                .orElse(false));
    assertThat(before.process().alive()).isFalse();
    Files.writeString(go(), "");
    Result end = turn.end();
    assertThat(end.code()).as(end.err()).isZero();
    assertThat(end.out()).contains("Done.");
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(TemporalEndpoint.ofPrivate(address()).options());
    try {
      Invariants.hold(
          new EvidenceRoom(stubs, TestServer.NAMESPACE, Keyring.at(home.places().keyFile()))
              .gather(
                  session(end.out()),
                  Witness.of(home),
                  new ClientLog().message("one thing"),
                  model.requests()));
    } finally {
      stubs.shutdownNow();
    }
    assertThat(Witness.of(home).runsOf("c1")).isOne();
  }

  private Path go() {
    return home.workspace().resolve("go");
  }

  private ServerAddress address() {
    return ServerAddress.read(home.places()).orElseThrow();
  }

  private static SessionId session(String lines) {
    Matcher matcher = THREAD.matcher(lines);
    assertThat(matcher.find()).as(lines).isTrue();
    return new SessionId(matcher.group(1));
  }

  private static void signal(String name, ServerAddress server) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(server.process().pid())).start().waitFor();
  }

  private void stop(String what) throws Exception {
    JavaProcess.start(home, TestWorker.MAIN, List.of(), List.of(what, "stop")).await(PATIENCE);
  }
}

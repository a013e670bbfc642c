package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.Ending;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.WaitingFor;
import io.codextemporal.tui.session.Ids;
import io.codextemporal.worker.e2e.TestClient.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A model that limits, fails, breaks off or answers nonsense: the turn or at least the session goes
 * on. Each scenario names itself in its message, by which its rules are found.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelTroubleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int RETRIES = 2;
  private static final Pattern SESSION = Pattern.compile("session ([0-9a-f-]{36})");

  private ScriptedModel model;
  private TestHome home;
  private TestWorker worker;
  private TestClient ct;
  private Witness witness;

  @BeforeAll
  void world() throws Exception {
    model = ScriptedModel.start();
    home =
        TestHome.on(TestServer.shared(), model.baseUrl())
            .configure("request_max_retries = " + RETRIES + "\n");
    witness = Witness.of(home);
    ct = new TestClient(home);
    worker = TestWorker.start(home);
  }

  @AfterAll
  void end() throws Exception {
    worker.close();
    model.close();
    home.close();
  }

  private static Predicate<SentRequest> step(String scenario, int outputs) {
    return When.userSays(scenario).and(When.outputs(outputs));
  }

  private List<SentRequest> requests(String scenario) {
    return model.requests().stream()
        .filter(request -> request.lastUserText().contains(scenario))
        .toList();
  }

  private static String session(Result result) {
    Matcher matcher = SESSION.matcher(result.err());
    assertThat(matcher.find()).as(result.err()).isTrue();
    return matcher.group(1);
  }

  private SessionEvidence completes(TestSession session, String lastMessage) throws Exception {
    AgentEvent.TurnCompleted end = session.await(AgentEvent.TurnCompleted.class, PATIENCE);
    assertThat(end.lastMessage()).isEqualTo(lastMessage);
    return holds(session);
  }

  private SessionEvidence holds(TestSession session) throws Exception {
    SessionEvidence evidence = session.evidence(TestServer.shared(), model);
    Invariants.hold(evidence);
    return evidence;
  }

  @Test
  @Tag("M1")
  void aShortLimitIsWaitedOut() throws Exception {
    model.times(1, When.userSays("limit-short"), Reply.rateLimited(1L));
    model.on(When.userSays("limit-short"), Reply.say("Done."));
    Result result = ct.run("exec", "limit-short");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("Done.\n");
    List<SentRequest> sent = requests("limit-short");
    assertThat(sent).hasSize(2);
    assertThat(Duration.between(sent.get(0).at(), sent.get(1).at()))
        .isGreaterThanOrEqualTo(Duration.ofMillis(990));
  }

  @Test
  @Tag("M1")
  void aLimitThatDoesNotSayIsTriedAgain() throws Exception {
    model.times(RETRIES, When.userSays("limit-mute"), Reply.rateLimited(null));
    model.on(When.userSays("limit-mute"), Reply.say("Done."));
    try (TestSession session = TestSession.start(home, "limit-mute")) {
      assertThat(completes(session, "Done.").requests()).hasSize(RETRIES + 1);
    }
  }

  @Test
  @Tag("M1")
  void aLongLimitEndsExecAtOnceAndTheSessionStaysUsable() throws Exception {
    model.times(1, When.userSays("limit-long"), Reply.rateLimited(5 * 3_600L));
    model.on(When.userSays("limit-over"), Reply.say("Back."));
    Result refused = ct.run("exec", "limit-long");
    assertThat(refused.code()).as(refused.err()).isEqualTo(75);
    assertThat(refused.err()).contains("limits the rate");
    assertThat(requests("limit-long")).hasSize(1);
    Result again = ct.run("exec", "resume", session(refused), "limit-over");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo("Back.\n");
  }

  @Test
  @Tag("M1")
  void aLongLimitIsSleptThroughAndTheSleeperCanBeWoken() throws Exception {
    model.times(1, When.userSays("limit-sleep"), Reply.rateLimited(5 * 3_600L));
    model.on(When.userSays("limit-sleep"), Reply.say("Awake."));
    try (TestSession session = TestSession.start(home, "limit-sleep")) {
      AgentEvent.SleepStarted sleep = session.await(AgentEvent.SleepStarted.class, PATIENCE);
      assertThat(sleep.waitingFor()).isEqualTo(WaitingFor.RATE_LIMIT);
      assertThat(sleep.until()).isAfter(Instant.now().plus(Duration.ofMinutes(290)));
      holds(session);
      session.send(new Op.Wake(Ids.op(), "test"));
      completes(session, "Awake.");
    }
  }

  @Test
  @Tag("M2")
  void anOutageIsRetriedThenSleptThrough() throws Exception {
    int sleeps = 7;
    model.times(
        sleeps * (RETRIES + 1),
        When.userSays("outage-sleep"),
        Reply.http(500, "server_error", "wires are down"));
    model.on(When.userSays("outage-sleep"), Reply.say("Up again."));
    try (TestSession session = TestSession.start(home, "outage-sleep")) {
      for (int i = 1; i <= sleeps; i++) {
        AgentEvent.SleepStarted sleep = session.await(AgentEvent.SleepStarted.class, PATIENCE);
        assertThat(sleep.waitingFor()).isEqualTo(WaitingFor.MODEL);
        assertThat(sleep.reason()).contains("500").contains("wires are down");
        assertThat(requests("outage-sleep")).hasSize(i * (RETRIES + 1));
        session.send(new Op.Wake(Ids.op(), "test"));
      }
      completes(session, "Up again.");
    }
  }

  @Test
  @Tag("M2")
  void anOutageBeyondItsPatienceEndsExecAndTheSessionStaysUsable() throws Exception {
    model.on(When.userSays("outage-long"), Reply.http(500, "server_error", "wires are down"));
    model.on(When.userSays("outage-over"), Reply.say("Up again."));
    Result failed = ct.run("exec", "--wait=2s", "outage-long");
    assertThat(failed.code()).as(failed.err()).isEqualTo(1);
    assertThat(failed.err()).contains("wires are down");
    assertThat(requests("outage-long")).hasSize(RETRIES + 1);
    Result again = ct.run("exec", "resume", session(failed), "outage-over");
    assertThat(again.code()).as(again.err()).isZero();
    assertThat(again.out()).isEqualTo("Up again.\n");
  }

  @Test
  @Tag("M3")
  void aCallBeforeTheCutRunsOnce() throws Exception {
    model.on(
        step("cut-call", 0),
        Reply.exec("cut1", witness.script("cut1", "echo one"))
            .beginCall("cut2", "exec_command", "{\"cmd\":\"rm")
            .end(Ending.CUT));
    model.on(step("cut-call", 1), Reply.say("Done."));
    try (TestSession session = TestSession.start(home, "cut-call")) {
      SessionEvidence evidence = completes(session, "Done.");
      assertThat(evidence.requests().getLast().outputOf("cut1").orElseThrow()).contains("one");
      assertThat(evidence.requests().getLast().outputOf("cut2")).isEmpty();
      assertThat(witness.runsOf("cut1")).isOne();
    }
  }

  @Test
  @Tag("M3")
  void aCutInTheTextIsAskedAgain() throws Exception {
    model.times(1, When.userSays("cut-text"), Reply.stream().begin("half a sen").end(Ending.CUT));
    model.on(When.userSays("cut-text"), Reply.say("A whole sentence."));
    try (TestSession session = TestSession.start(home, "cut-text")) {
      SessionEvidence evidence = completes(session, "A whole sentence.");
      assertThat(evidence.told(AgentEvent.AgentMessage.class)).hasSize(1);
    }
  }

  @Test
  @Tag("M4")
  @Tag("M5")
  void nonsenseIsToldToTheModelAndTheRestRuns() throws Exception {
    model.on(
        step("nonsense", 0),
        Reply.stream()
            .callText("bad1", "exec_command", "{not json")
            .callText("bad2", "no_such_tool", "{}")
            .exec("good1", witness.script("good1", "echo fine")));
    model.on(step("nonsense", 3), Reply.say("Sorry."));
    try (TestSession session = TestSession.start(home, "nonsense")) {
      SentRequest second = completes(session, "Sorry.").requests().getLast();
      assertThat(second.outputOf("bad1").orElseThrow())
          .startsWith("failed to parse function arguments: ");
      assertThat(second.outputOf("bad2").orElseThrow()).isEqualTo("unsupported call: no_such_tool");
      assertThat(second.outputOf("good1").orElseThrow()).contains("fine");
      assertThat(witness.runsOf("good1")).isOne();
    }
  }

  @Test
  @Tag("M6")
  void callsThatShareAnIdRunOnceEach() throws Exception {
    model.on(
        step("twins", 0),
        Reply.stream()
            .exec("twin", witness.script("twin", "echo first"))
            .exec("twin", witness.script("twin-2", "echo second")));
    model.on(step("twins", 2), Reply.exec("twin", witness.script("twin-3", "echo third")));
    model.on(step("twins", 3), Reply.say("Done."));
    try (TestSession session = TestSession.start(home, "twins")) {
      SentRequest last = completes(session, "Done.").requests().getLast();
      assertThat(last.outputsSinceUser())
          .extracting(output -> output.path("output").asText().lines().toList().getLast())
          .containsExactly("first", "second", "third");
      assertThat(witness.runs())
          .extracting(Witness.Run::call)
          .filteredOn(call -> call.startsWith("twin"))
          .containsExactlyInAnyOrder("twin", "twin-2", "twin-3");
    }
  }

  @Test
  @Tag("M7")
  void twoHundredCallsAtOnceHaveOneOutputEachInOrder() throws Exception {
    Reply.Stream many = Reply.stream();
    for (int i = 0; i < 200; i++) {
      many = many.exec("many" + i, witness.quickScript("many" + i, "echo n" + i));
    }
    model.on(step("many-calls", 0), many);
    model.on(step("many-calls", 200), Reply.say("Done."));
    try (TestSession session = TestSession.start(home, "many-calls")) {
      SessionEvidence evidence = completes(session, "Done.");
      assertThat(evidence.requests()).hasSize(2);
      List<String> ids = IntStream.range(0, 200).mapToObj(i -> "many" + i).toList();
      assertThat(evidence.requests().getLast().outputsSinceUser())
          .extracting(output -> output.path("call_id").asText())
          .isEqualTo(ids);
      assertThat(evidence.requests().getLast().outputsSinceUser())
          .extracting(output -> output.path("output").asText().lines().toList().getLast())
          .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "n" + i).toList());
      assertThat(witness.runs())
          .extracting(Witness.Run::call)
          .filteredOn(call -> call.startsWith("many"))
          .containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @Test
  @Tag("M14")
  void anItemThatIsRefusedEveryTimeCostsItselfOnly() throws Exception {
    model.on(
        When.inputHolds("POISON"),
        Reply.http(400, "invalid_request_error", "an item of the input is not allowed"));
    model.on(
        step("poisoned", 0),
        Reply.exec("poison1", witness.script("poison1", "printf 'POI%s' SON")));
    model.on(step("poisoned", 1), Reply.say("Done without it."));
    model.on(When.userSays("after the poison"), Reply.say("All well."));
    try (TestSession session = TestSession.start(home, "poisoned")) {
      SessionEvidence evidence = completes(session, "Done without it.");
      assertThat(evidence.requests()).hasSize(3);
      assertThat(evidence.requests().getLast().outputOf("poison1").orElseThrow())
          .contains("left out");
      assertThat(evidence.told(AgentEvent.Warning.class)).hasSize(1);
      assertThat(witness.runsOf("poison1")).isOne();
      session.say("after the poison");
      assertThat(completes(session, "All well.").requests()).hasSize(4);
    }
  }
}

package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.UserText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A session outlives its runs and loses nothing. */
@Tag("slow")
class ContinueAsNewTest {
  @Test
  @Tag("K14")
  void aTurnOfAHundredStepsGoesThroughAHundredRuns() {
    try (SessionRig rig = new SessionRig()) {
      int steps = 100;
      rig.machine.model =
          (items, call) -> {
            int done = Replies.outputs(items).size();
            return done == steps
                ? Replies.text("saw " + done)
                : Replies.calls(Replies.call("c" + done, "step " + done));
          };
      rig.machine.tool = run -> Replies.ran("out of " + run.call().id());
      rig.open(Starts.limits(1));
      OpId op = rig.say("count");
      rig.awaitTurns(1);
      assertThat(rig.runs()).hasSizeGreaterThan(90);
      List<String> outputs = Replies.outputs(rig.machine.asked.getLast());
      for (int i = 0; i < steps; i++) {
        assertThat(outputs.get(i)).isEqualTo("out of c" + i);
      }
      assertThat(rig.machine.runs).hasSize(steps);
      assertThat(rig.machine.rebuilt).hasValue(0);
      assertThat(rig.answers(op)).containsExactly("accepted");
      assertNumberedWithoutGaps(rig.events());
      SessionDetail detail = rig.show();
      assertThat(detail.summary().usage().inputTokens()).isEqualTo(10L * (steps + 1));
      assertThat(detail.run().continued()).isEqualTo(rig.runs().size() - 1);
      assertThat(detail.run().totalEvents()).isGreaterThan(6L * steps);
    }
  }

  @Test
  @Tag("T7")
  void opsThatComeWhileRunsEndAreAcceptedOnce() {
    try (SessionRig rig = new SessionRig().open(Starts.limits(1))) {
      List<OpId> ops = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        texts.add("message " + i);
        ops.add(rig.say("message " + i));
      }
      rig.awaitTurns(150);
      assertThat(Replies.userTexts(rig.machine.asked.getLast())).isEqualTo(texts);
      assertThat(rig.runs()).hasSizeGreaterThan(50);
      List<SequencedEvent> events = rig.events();
      assertNumberedWithoutGaps(events);
      assertThat(
              events.stream()
                  .map(SequencedEvent::event)
                  .filter(AgentEvent.OpAccepted.class::isInstance)
                  .map(event -> ((AgentEvent.OpAccepted) event).op()))
          .containsExactlyElementsOf(ops);
      rig.stub()
          .signal(
              MessageNames.SIGNAL_OP,
              new Op.UserTurn(ops.getFirst(), "ada", UserText.of("again"), null, null));
      OpId last = rig.say("last");
      rig.awaitThat("the last", () -> !rig.answers(last).isEmpty());
      rig.awaitTurns(151);
      assertThat(rig.answers(ops.getFirst())).containsExactly("accepted");
    }
  }

  @Test
  void whatWasDecidedQueuedAndPlannedComesAlong() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = new CountDownLatch(1);
      rig.machine.model =
          (items, call) -> {
            int done = Replies.outputs(items).size();
            if (done == 1) {
              Gates.pass(gate);
            }
            return done < 3
                ? Replies.calls(Replies.call("c" + done, "rm -rf x"))
                : Replies.text("done");
          };
      rig.machine.tool =
          run ->
              run.grant() != null
                      || run.sessionGrants().contains(Replies.key(Replies.asks("rm -rf x", "d1")))
                  ? Replies.ran("gone " + run.call().id())
                  : Replies.asks("rm -rf x", "d1");
      rig.open(Starts.limits(1));
      rig.say("clean");
      rig.await(AgentEvent.RequestOpened.class);
      OpId answer =
          rig.send(id ->
              new Op.Approval(
                  id, "ada", new CallId("c0"), new ApprovalDecision.ApprovedForSession(), null));
      rig.awaitThat("the second request", () -> rig.machine.asked.size() >= 2);
      rig.send(id -> new Op.QueueAdd(id, "bob", UserText.of("then this")));
      rig.send(id -> new Op.TextChunk(id, "bob", "late", 0, "half"));
      gate.countDown();
      rig.awaitTurns(2);
      OpId again =
          rig.send(id ->
              new Op.Approval(id, "bob", new CallId("c0"), new ApprovalDecision.Denied(""), null));
      rig.send(id -> new Op.UserTurn(id, "bob", UserText.chunked("late", 1), null, null));
      rig.awaitTurns(3);
      assertThat(rig.runs()).hasSizeGreaterThan(3);
      assertThat(rig.answers(answer)).containsExactly("accepted");
      assertThat(rig.answers(again))
          .containsExactly("call c0 is not open any more: approved_for_session by ada");
      assertThat(Replies.userTexts(rig.machine.asked.getLast()))
          .containsExactly("clean", "then this", "half");
      assertThat(rig.machine.runs).hasSize(4);
    }
  }

  @Test
  void aConversationAboveAMegabyteComesByPages() {
    try (SessionRig rig = new SessionRig()) {
      String big = "0123456789".repeat(6_000);
      rig.machine.model =
          (items, call) -> {
            int done = Replies.outputs(items).size();
            return done < 30
                ? Replies.calls(Replies.call("c" + done, "cat"))
                : Replies.text("done");
          };
      rig.machine.tool = run -> Replies.ran(run.call().id() + big);
      rig.open(Starts.limits(100));
      rig.say("read");
      rig.awaitTurns(1);
      rig.say("and?");
      rig.awaitTurns(2);
      assertThat(rig.runs()).hasSizeGreaterThan(1);
      assertThat(rig.machine.pages.get()).isGreaterThan(5);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).hasSize(30);
      assertThat(rig.events())
          .extracting(SequencedEvent::event)
          .noneMatch(AgentEvent.Warning.class::isInstance);
      rig.machine.forgetConversations();
      rig.say("still?");
      rig.awaitTurns(3);
      assertThat(Replies.outputs(rig.machine.asked.getLast())).hasSize(30);
    }
  }

  @Test
  void aPageThatCannotBeHadIsSaidAndTheSessionGoesOn() {
    try (SessionRig rig = new SessionRig()) {
      String big = "0123456789".repeat(6_000);
      rig.machine.model =
          (items, call) -> {
            int done = Replies.outputs(items).size();
            return done < 20 && Replies.userTexts(items).size() == 1
                ? Replies.calls(Replies.call("c" + done, "cat"))
                : Replies.text("done");
          };
      rig.machine.tool = run -> Replies.ran(run.call().id() + big);
      rig.open(Starts.limits(1_000));
      rig.say("read");
      rig.awaitTurns(1);
      rig.send(id -> new Op.Shutdown(id, "ada"));
      SessionSnapshot left = rig.stub().getResult(SessionSnapshot.class);
      var session = rig.machine.session;
      rig.machine.session =
          request ->
              request.from() > 10
                  ? io.codextemporal.activity.PageReply.unreadable("the run is gone")
                  : session.apply(request);
      rig.open(new SessionInput.Continued(left));
      assertThat(rig.await(AgentEvent.Warning.class).message()).contains("the run is gone");
      rig.machine.session = session;
      rig.say("go on");
      rig.awaitTurns(2);
    }
  }

  @Test
  void anIdleSessionContinuesWhenItsRunIsFullAndSleepsAreTakenAlong() {
    try (SessionRig rig = new SessionRig().open(Starts.limits(30))) {
      for (int i = 0; i < 60; i++) {
        rig.send(id -> new Op.Wake(id, "ada"));
      }
      rig.sleep(Duration.ofSeconds(2));
      OpId last = rig.send(id -> new Op.Wake(id, "ada"));
      rig.awaitThat("the last", () -> !rig.answers(last).isEmpty());
      rig.awaitState(SessionState.IDLE);
      assertNumberedWithoutGaps(rig.events());
    }
  }

  private static void assertNumberedWithoutGaps(List<SequencedEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).seq()).isEqualTo(i + 1L);
    }
  }
}

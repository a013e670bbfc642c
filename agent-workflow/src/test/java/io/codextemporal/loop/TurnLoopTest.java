package io.codextemporal.loop;

import static io.codextemporal.loop.Replies.answer;
import static io.codextemporal.loop.Replies.calls;
import static io.codextemporal.loop.Replies.cut;
import static io.codextemporal.loop.Replies.patches;
import static io.codextemporal.loop.Replies.runs;
import static io.codextemporal.loop.Replies.says;
import static io.codextemporal.loop.Replies.thinks;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TurnLoopTest {
  private final LoopStage stage = new LoopStage();

  @Test
  void answersWithoutTools() {
    stage.model.replies(answer(thinks("hm"), says("Hello.")));

    assertThat(stage.begin("hi")).isEqualTo(new TurnEnd.Completed("Hello."));
    assertThat(stage.spoken()).containsExactly("user: hi", "thinks: hm", "assistant: Hello.");
    assertThat(stage.events)
        .extracting(event -> event.getClass().getSimpleName())
        .containsExactly(
            "TurnStarted",
            "UserMessage",
            "Reasoning",
            "AgentMessage",
            "UsageUpdated",
            "TurnCompleted");
  }

  @Test
  void runsToolsInCallOrderUntilTheModelIsDone() {
    stage.hands.deed =
        attempt -> Optional.of(FakeHands.printed(attempt.call().id().value() + "\n"));
    stage.model.replies(
        answer(says("I look."), runs("a", "ls"), patches("b", "*** Begin Patch"), runs("c", "pwd")),
        answer(says("Done.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Done."));
    assertThat(stage.spoken())
        .containsExactly(
            "user: go",
            "assistant: I look.",
            "a calls exec_command",
            "b calls apply_patch",
            "c calls exec_command",
            "a -> Wall time: 0.1 seconds\nOutput:\na\n",
            "b => Wall time: 0.1 seconds\nOutput:\nb\n",
            "c -> Wall time: 0.1 seconds\nOutput:\nc\n",
            "assistant: Done.");
    assertThat(stage.told(AgentEvent.ToolCallStarted.class))
        .extracting(AgentEvent.ToolCallStarted::title)
        .containsExactly("ls", "apply_patch", "pwd");
    assertThat(stage.told(AgentEvent.ToolCallEnded.class))
        .extracting(AgentEvent.ToolCallEnded::output)
        .containsExactly("a\n", "b\n", "c\n");
  }

  @Test
  void aLookAtTheWebIsToldAndGoesBackAsItCame() {
    String look =
        "{\"type\":\"web_search_call\",\"id\":\"ws_1\",\"status\":\"completed\",\"action\":"
            + "{\"type\":\"search\",\"query\":\"durable timers\",\"sources\":[{\"url\":\"a\"},{\"url\":\"b\"}]}}";
    stage.model.replies(answer(new ConversationItem(look), says("Found.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Found."));
    assertThat(stage.spoken())
        .containsExactly(
            "user: go",
            "web: {\"type\":\"search\",\"query\":\"durable timers\",\"sources\":[{\"url\":\"a\"},{\"url\":\"b\"}]}",
            "assistant: Found.");
    AgentEvent.ToolCallStarted told = stage.told(AgentEvent.ToolCallStarted.class).getFirst();
    assertThat(told.tool()).isEqualTo("web_search");
    assertThat(told.title()).isEqualTo("durable timers");
    AgentEvent.ToolCallEnded ended = stage.told(AgentEvent.ToolCallEnded.class).getFirst();
    assertThat(ended.call()).isEqualTo(told.call());
    assertThat(ended.output()).isEqualTo("2 sources");
  }

  @Test
  void sumsUsageOverTheTurnAndTheSession() {
    stage.ledger.record(new TokenUsage(1, 1, 1, 1));
    stage.model.replies(answer(runs("a", "ls")), answer(says("Done.")));
    stage.begin("go");

    assertThat(stage.told(AgentEvent.TurnCompleted.class).getFirst().usage())
        .isEqualTo(Replies.USAGE.plus(Replies.USAGE));
    assertThat(stage.told(AgentEvent.UsageUpdated.class).getLast().total())
        .isEqualTo(new TokenUsage(201, 161, 21, 7));
  }

  @Test
  void putsContextBeforeTheWords() {
    stage.model.replies(answer(says("ok")));
    stage
        .loop()
        .begin(
            stage.turn(null),
            new Prompt(
                "exec",
                "hi",
                List.of(io.codextemporal.conversation.OutputItems.developerMessage("be brief"))));

    assertThat(LoopStage.spoken(stage.model.lastRequest()))
        .containsExactly("developer: be brief", "user: hi");
  }

  @Test
  @Tag("M5")
  void anUnknownToolOfTheLoopIsAnOutput() {
    ModelReply.Answered reply = (ModelReply.Answered) answer(calls("a", "fly", "{}"));
    stage.model.replies(
        new ModelReply.Answered(reply.items(), List.of(), Replies.USAGE, false),
        answer(says("Sorry.")));

    stage.begin("go");
    assertThat(stage.spoken()).contains("a -> unsupported call: fly");
  }

  @Test
  @Tag("M4")
  void badArgumentsAreAnOutput() {
    stage.model.replies(answer(calls("a", "update_plan", "{plan")), answer(says("Sorry.")));

    stage.begin("go");
    assertThat(stage.spoken().get(2)).startsWith("a -> failed to parse function arguments: ");
  }

  @Test
  @Tag("M3")
  void keepsFinishedCallsOfACutAnswer() {
    stage.model.replies(
        cut(thinks("a"), runs("a", "ls"), thinks("b"), says("half a sen")), answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.spoken())
        .containsExactly(
            "user: go",
            "thinks: a",
            "a calls exec_command",
            "a -> Wall time: 0.1 seconds\nOutput:\nok\n",
            "assistant: Done.");
    assertThat(stage.hands.attempts).hasSize(1);
  }

  @Test
  void asksAgainAfterACutWithoutCalls() {
    stage.model.replies(cut(says("half")), answer(says("whole")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("whole"));
    assertThat(stage.spoken()).containsExactly("user: go", "assistant: whole");
  }

  @Test
  @Tag("M6")
  void repeatedCallIdsBecomeUnique() {
    stage.model.replies(
        answer(runs("a", "one"), runs("a", "two")),
        answer(runs("a", "three")),
        answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.hands.attempts)
        .extracting(attempt -> attempt.call().id().value())
        .containsExactly("a", "a-2", "a-3");
    assertThat(stage.hands.attempts)
        .extracting(attempt -> attempt.call().arguments())
        .containsExactly("{\"cmd\":\"one\"}", "{\"cmd\":\"two\"}", "{\"cmd\":\"three\"}");
    assertThat(stage.history.openCalls()).isEmpty();
    assertThat(stage.spoken())
        .containsSubsequence("a calls exec_command", "a-2 calls exec_command");
  }

  @Test
  @Tag("M7")
  void manyCallsKeepTheirOrder() {
    var items = new io.codextemporal.conversation.ConversationItem[200];
    for (int i = 0; i < items.length; i++) {
      items[i] = runs("c" + i, "true");
    }
    stage.model.replies(answer(items), answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.told(AgentEvent.ToolCallEnded.class)).hasSize(200);
    assertThat(stage.spoken().get(201)).startsWith("c0 -> ");
    assertThat(stage.spoken().get(400)).startsWith("c199 -> ");
  }

  @Test
  void fiveIdenticalBatchesEndTheTurn() {
    int[] tick = {0};
    stage.hands.deed =
        attempt -> Optional.of(FakeHands.exited(1, "same", "Wall time: " + tick[0]++ + "\n"));
    stage.model.always(request -> answer(runs("c" + request.size(), "make")));

    assertThat(stage.begin("go"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.REPEATED_CALLS));
    assertThat(stage.hands.attempts).hasSize(5);
    assertThat(stage.told(AgentEvent.TurnFailed.class)).hasSize(1);
  }

  @Test
  void aDifferentOutputStartsTheCountAnew() {
    int[] runs = {0};
    stage.hands.deed = attempt -> Optional.of(FakeHands.printed(++runs[0] == 4 ? "other" : "same"));
    stage.model.always(
        request -> runs[0] < 7 ? answer(runs("c" + runs[0], "make")) : answer(says("Done.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Done."));
  }

  @Test
  void theIterationLimitEndsTheTurn() {
    stage.limits = new SessionLimits(7, 1, 1, Duration.ZERO, Duration.ZERO);
    int[] n = {0};
    stage.model.always(request -> answer(runs("c" + n[0], "echo " + n[0]++)));

    assertThat(stage.begin("go"))
        .isInstanceOfSatisfying(
            TurnEnd.Failed.class,
            failed -> {
              assertThat(failed.kind()).isEqualTo(ErrorKind.MAX_ITERATIONS);
              assertThat(failed.message()).contains("7 times");
            });
    assertThat(stage.model.requests).hasSize(7);
    assertThat(stage.history.openCalls()).isEmpty();
  }

  @Test
  void everythingUnreadableEndsTheTurnAndNamesIt() {
    stage.model.replies(ModelReply.unreadable("wrong key"));

    assertThat(stage.begin("go"))
        .isEqualTo(
            new TurnEnd.Failed(
                ErrorKind.INTERNAL, "The worker's answer could not be read: wrong key."));
  }

  @Test
  void aLostResultIsToldToTheModel() {
    stage.hands.deed = attempt -> Optional.of(ToolOutcome.unreadable("wrong key"));
    stage.model.replies(answer(runs("a", "ls")), answer(says("Hm.")));

    stage.begin("go");
    assertThat(stage.spoken().get(2)).startsWith("a -> outcome unknown").contains("wrong key");
  }
}

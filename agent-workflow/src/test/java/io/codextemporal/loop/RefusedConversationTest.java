package io.codextemporal.loop;

import static io.codextemporal.loop.Replies.answer;
import static io.codextemporal.loop.Replies.runs;
import static io.codextemporal.loop.Replies.says;
import static io.codextemporal.loop.Replies.thinks;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ErrorKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An item that makes every request a 400 costs itself, not the session. */
@Tag("M14")
class RefusedConversationTest {
  private static final ModelReply REFUSED =
      new ModelReply.Failed(ErrorKind.BAD_REQUEST, "Invalid item.");

  private final LoopStage stage = new LoopStage();

  private void refuse(Predicate<List<ConversationItem>> poison, ModelReply... otherwise) {
    int[] next = {0};
    stage.model.always(request -> poison.test(request) ? REFUSED : otherwise[next[0]++]);
  }

  private static Predicate<List<ConversationItem>> holds(String text) {
    return request -> request.stream().anyMatch(item -> item.json().contains(text));
  }

  @Test
  void aPoisonousOutputIsReplaced() {
    stage.hands.deed = attempt -> Optional.of(FakeHands.printed("POISON"));
    refuse(holds("POISON"), answer(runs("a", "cat x")), answer(says("Done.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Done."));
    assertThat(stage.spoken().get(2)).startsWith("a -> [this output was left out");
    assertThat(stage.told(AgentEvent.Warning.class))
        .extracting(AgentEvent.Warning::message)
        .containsExactly("The provider refused the request; left out the newest tool outputs.");
    assertThat(stage.history.generation()).isPositive();
  }

  @Test
  void aPoisonousCallIsToldInWords() {
    refuse(holds("\"function_call\""), answer(runs("a", "cat x")), answer(says("Done.")));

    assertThat(stage.begin("go")).isEqualTo(new TurnEnd.Completed("Done."));
    assertThat(stage.spoken().get(1))
        .startsWith("user: <last_steps>")
        .contains("you called exec_command: {\"cmd\":\"cat x\"}")
        .contains("it answered: Wall time");
  }

  @Test
  void reasoningThatIsNoLongerAcceptedGoesEverywhere() {
    stage.history.append(OutputItems.userMessage("before"));
    stage.history.append(thinks("old"));
    stage.history.append(says("answer"));
    stage.history.markAnswered(stage.history.prefix());
    refuse(holds("encrypted_content"), answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.spoken())
        .containsExactly("user: before", "assistant: answer", "user: go", "assistant: Done.");
  }

  @Test
  void anEarlierMessageThatWasNeverAnsweredIsLeftOut() {
    stage.history.append(OutputItems.userMessage("POISON"));
    refuse(holds("POISON"), answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.spoken().get(0)).startsWith("user: [a message was left out");
    assertThat(stage.spoken().subList(1, 3)).containsExactly("user: go", "assistant: Done.");
  }

  @Test
  void brokenPairsAreMended() {
    stage.history.append(runs("a", "ls"));
    stage.history.append(
        OutputItems.output(Replies.call("z", "exec_command", "{}", false), "orphan"));
    refuse(request -> request.size() < 3 || holds("orphan").test(request), answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.spoken())
        .containsExactly("a calls exec_command", "a -> aborted", "user: go", "assistant: Done.");
  }

  @Test
  void openCallsOfAnInheritedConversationAreAnsweredAtOnce() {
    stage.history.append(runs("a", "ls"));
    stage.model.replies(answer(says("Done.")));

    stage.begin("go");
    assertThat(stage.spoken())
        .containsExactly("a calls exec_command", "a -> aborted", "user: go", "assistant: Done.");
    assertThat(stage.history.generation()).isZero();
  }

  @Test
  void whatCannotBeMendedFailsOnceAndLosesNothing() {
    stage.history.append(OutputItems.userMessage("before"));
    stage.history.append(thinks("old"));
    refuse(request -> true);

    assertThat(stage.begin("go"))
        .isEqualTo(new TurnEnd.Failed(ErrorKind.BAD_REQUEST, "Invalid item."));
    assertThat(stage.spoken()).containsExactly("user: before", "thinks: old", "user: go");
    assertThat(stage.model.requests).hasSizeLessThanOrEqualTo(6);
    assertThat(stage.told(AgentEvent.Warning.class)).isEmpty();
  }
}

package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tool.ToolCall;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * People, a model and a machine that do things in an order of chance: whatever comes, each op is
 * answered once, each message reaches the model once, each call has one output.
 */
@Tag("slow")
class SeededScheduleTest {
  /**
   * Steers and interrupts cancel. The in-memory server forgets the end of an activity that comes
   * while a workflow task cancels it, and refuses that task for ever; a real one does not.
   */
  private static final Set<Integer> CANCELS = Set.of(3, 5);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingIsLostAndNothingCountsTwice(long seed) {
    Random random = new Random(seed);
    try (SessionRig rig = new SessionRig()) {
      Set<Integer> limited = ConcurrentHashMap.newKeySet();
      rig.machine.model = (items, call) -> modelAnswer(seed, items, limited, rig);
      rig.machine.tool =
          run -> {
            int dice = Math.floorMod(run.call().id().hashCode() * 31L + seed, 5);
            if (dice == 0 && run.grant() == null) {
              return Replies.asks("x", "d-" + run.call().id());
            }
            if (dice == 1) {
              throw ApplicationFailure.newNonRetryableFailure("broken", "Fatal");
            }
            return Replies.ran("out of " + run.call().id());
          };
      rig.open(Starts.limits(seed % 3 == 0 ? 4_000 : 1 + random.nextInt(20)));
      List<Op> sent = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Op op = anyOp(random, rig, sent);
        sent.add(op);
        for (int times = random.nextInt(4) == 0 ? 2 : 1; times > 0; times--) {
          rig.signal(op);
        }
        answerSomeone(random, rig, sent);
      }
      settle(rig);
      check(rig, sent, seed);
    }
  }

  private static ModelReply modelAnswer(
      long seed, List<ConversationItem> items, Set<Integer> limited, SessionRig rig) {
    Random random = new Random(seed * 1_000 + items.size());
    int dice = random.nextInt(8);
    return switch (dice == 0 && !limited.add(items.size()) ? 7 : dice) {
      case 0 -> new ModelReply.Later(ErrorKind.RATE_LIMITED, "later", rig.now().plusSeconds(60));
      case 1 -> new ModelReply.Failed(ErrorKind.QUOTA_EXCEEDED, "no more");
      case 2, 3, 4 ->
          Replies.calls(
              IntStream.rangeClosed(0, random.nextInt(3))
                  .mapToObj(i -> Replies.call("c" + items.size() + "-" + i, "x"))
                  .toArray(ToolCall[]::new));
      default -> Replies.text("text " + items.size());
    };
  }

  private static Op anyOp(Random random, SessionRig rig, List<Op> sent) {
    OpId id = new OpId(java.util.UUID.randomUUID().toString());
    String text = "message of " + id;
    int dice = random.nextInt(9);
    return switch (CANCELS.contains(dice) && SessionRig.REAL_SERVER.isEmpty() ? 6 : dice) {
      case 0, 1, 2 -> new Op.UserTurn(id, "ada", UserText.of(text), null, null);
      case 3 -> new Op.Steer(id, "bob", UserText.of(text));
      case 4 -> new Op.QueueAdd(id, "bob", UserText.of(text));
      case 5 -> new Op.Interrupt(id, "ada");
      case 6 -> new Op.Wake(id, "ada");
      case 7 -> new Op.RunShell(id, "ada", "ls " + id);
      default -> new Op.ListFiles(id, "ada", "x", 5);
    };
  }

  private static List<PendingRequest> pending(SessionRig rig) {
    return rig.show().pending();
  }

  private static void answerSomeone(Random random, SessionRig rig, List<Op> sent) {
    for (PendingRequest request : pending(rig)) {
      ApprovalDecision decision =
          random.nextBoolean()
              ? new ApprovalDecision.Approved()
              : new ApprovalDecision.Denied("no");
      Op op =
          new Op.Approval(
              new OpId(java.util.UUID.randomUUID().toString()),
              "ada",
              request.call(),
              decision,
              request.digest());
      sent.add(op);
      rig.signal(op);
    }
  }

  /** Answers what is asked and wakes who sleeps, until the session rests. */
  private static void settle(SessionRig rig) {
    rig.awaitThat(
        "rest",
        () -> {
          SessionDetail detail = rig.show();
          detail.pending().forEach(request -> approve(rig, request));
          SessionState state = detail.summary().status().state();
          if (state == SessionState.SLEEPING) {
            rig.send(id -> new Op.Wake(id, "ada"));
          }
          return detail.queue().isEmpty()
              && (state == SessionState.IDLE || state == SessionState.FAILED);
        });
  }

  private static void approve(SessionRig rig, PendingRequest request) {
    ApprovalDecision decision = new ApprovalDecision.Approved();
    rig.send(id -> new Op.Approval(id, "ada", request.call(), decision, null));
  }

  private static void check(SessionRig rig, List<Op> sent, long seed) {
    List<SequencedEvent> events = rig.events();
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).seq()).as("seed %d", seed).isEqualTo(i + 1L);
    }
    for (Op op : sent) {
      assertThat(rig.answers(op.id())).as("seed %d, %s", seed, op).hasSize(1);
    }
    rig.machine.model = (items, call) -> Replies.text("end");
    OpId last = rig.say("the last");
    rig.awaitThat("the last turn", () -> lastWasAnswered(rig, last));
    List<ConversationItem> items = rig.machine.asked.getLast();
    List<String> texts = Replies.userTexts(items);
    for (Op op : sent) {
      boolean message =
          op instanceof Op.UserTurn || op instanceof Op.Steer || op instanceof Op.QueueAdd;
      if (message) {
        assertThat(texts)
            .as("seed %d, %s", seed, op)
            .filteredOn(text -> text.equals("message of " + op.id()))
            .hasSize(1);
      }
    }
    assertThat(Replies.callIds(items)).as("seed %d", seed).isEqualTo(Replies.outputIds(items));
  }

  private static boolean lastWasAnswered(SessionRig rig, OpId last) {
    List<AgentEvent> events = rig.events().stream().map(SequencedEvent::event).toList();
    return events.stream()
            .anyMatch(e -> e instanceof AgentEvent.TurnStarted s && s.op().equals(last))
        && events.getLast() instanceof AgentEvent.TurnCompleted;
  }
}

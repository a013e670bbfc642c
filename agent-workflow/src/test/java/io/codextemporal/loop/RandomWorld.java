package io.codextemporal.loop;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A session in which anything may happen at any blocking point, decided by a seed: steers,
 * interrupts, waits, cuts, denials, lost outcomes. Suspensions have a dice of their own, so that
 * the same seed with and without them is the same story.
 */
final class RandomWorld {
  private final Random dice;
  private final Random suspensionDice;
  private final double trouble;
  final LoopStage stage = new LoopStage();
  final List<TurnEnd> ends = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  final Map<String, Integer> runs = new HashMap<>();
  TokenUsage spent = TokenUsage.ZERO;
  int suspended;
  private final boolean grumpy;
  private int words;

  RandomWorld(long seed, double trouble, double suspensions) {
    this.dice = new Random(seed);
    this.suspensionDice = new Random(~seed);
    this.trouble = trouble;
    this.grumpy = seed % 10 == 3;
    stage.limits = new SessionLimits(40, 1, 1, Duration.ZERO, Duration.ofHours(2));
    stage.interruption.suspend = () -> suspensionDice.nextDouble() < suspensions;
    stage.interruption.sleeper = until -> sleep(until);
    stage.hands.deed = this::hands;
    stage.approvals.person = this::person;
  }

  void live(int turns) {
    for (int n = 1; n <= turns; n++) {
      stage.interruption.by = null;
      stage.approvals.mode = chance(0.3) ? ApprovalMode.NEVER : ApprovalMode.ON_REQUEST;
      TurnState turn =
          TurnState.begin(
              new TurnId("turn-" + n),
              new OpId("op-" + n),
              stage.clock.instant(),
              chance(0.3) ? Duration.ofSeconds(60) : null,
              null);
      TurnEnd end = loop().begin(turn, new Prompt("exec", newWords(), List.of()));
      while (end instanceof TurnEnd.Suspended(TurnState state)) {
        suspended++;
        History carried = stage.history;
        stage.history =
            new History(carried.generation(), carried.answered().count(), carried.entries());
        end = loop().run(state);
      }
      ends.add(end);
    }
  }

  private TurnLoop loop() {
    CallRunner runner = stage.runner();
    Tools tools =
        (turn, calls) -> calls.stream().map(call -> runner.run(turn.turn(), call)).toList();
    return new TurnLoop(
        (turn, history) -> answer(history),
        tools,
        stage.events::add,
        stage.interruption,
        stage.history,
        stage.ledger,
        stage.limits,
        stage.clock);
  }

  private ModelOutcome answer(History history) {
    if (!history.openCalls().isEmpty()) {
      throw new AssertionError("a request with open calls: " + history.openCalls());
    }
    stage.clock.advance(Duration.ofMillis(dice.nextInt(2_000)));
    if (trouble()) {
      breakIn();
      if (stage.interruption.by != null && chance(0.7)) {
        return new ModelOutcome.Interrupted();
      }
      if (chance(0.3)) {
        return new ModelOutcome.Steered();
      }
    }
    return new ModelOutcome.Replied(reply(history));
  }

  private ModelReply reply(History history) {
    if (trouble()) {
      switch (dice.nextInt(8)) {
        case 0, 1 -> {
          return later(ErrorKind.RATE_LIMITED);
        }
        case 2, 3 -> {
          return later(ErrorKind.OUTAGE);
        }
        case 4 -> {
          return new ModelReply.Failed(ErrorKind.UNAUTHORIZED, "Sign in.");
        }
        case 5 -> {
          return new ModelReply.Failed(ErrorKind.CONTEXT_TOO_LONG, "Too long.");
        }
        case 6 -> {
          return ModelReply.unreadable("bits");
        }
        default -> {}
      }
    }
    List<ConversationItem> items = new ArrayList<>();
    if (chance(0.5)) {
      items.add(Replies.thinks("thought " + history.size()));
    }
    for (int calls = chance(0.75) ? 1 + dice.nextInt(3) : 0; calls > 0; calls--) {
      items.add(call());
    }
    if (chance(0.4)) {
      items.add(Replies.says("said " + history.size()));
    }
    TokenUsage usage = new TokenUsage(dice.nextInt(1000), 5, dice.nextInt(100), 1);
    spent = spent.plus(usage);
    boolean cut = trouble();
    ConversationItem[] all = items.toArray(ConversationItem[]::new);
    ModelReply.Answered plain =
        (ModelReply.Answered) (cut ? Replies.cut(all) : Replies.answer(all));
    boolean forgetful = trouble() && chance(0.2);
    return new ModelReply.Answered(
        plain.items(), forgetful ? List.of() : plain.calls(), usage, cut);
  }

  private ConversationItem call() {
    String id = chance(0.3) ? "same" : "c" + dice.nextInt(1_000_000);
    return switch (dice.nextInt(6)) {
      case 0 -> Replies.calls(id, "update_plan", "{\"plan\":[]}");
      case 1 -> Replies.patches(id, "*** Begin Patch");
      case 2 -> Replies.calls(id, "update_plan", "{broken");
      default -> Replies.runs(id, "echo " + dice.nextInt(3));
    };
  }

  private Optional<ToolOutcome> hands(FakeHands.Attempt attempt) {
    stage.clock.advance(Duration.ofMillis(dice.nextInt(500)));
    String id = attempt.call().id().value();
    if (trouble()) {
      breakIn();
      if (stage.interruption.by != null) {
        return Optional.empty();
      }
    }
    if (attempt.grant() == null && chance(grumpy ? 0.95 : 0.3)) {
      return Optional.of(BreakInTest.needsApproval("digest of " + id));
    }
    if (trouble()) {
      return Optional.of(new ToolOutcome.OutcomeUnknown("x", "no trace", "lost"));
    }
    if (trouble()) {
      return Optional.of(new ToolOutcome.Refused("no"));
    }
    runs.merge(id, 1, Integer::sum);
    return Optional.of(FakeHands.printed("out " + dice.nextInt(2)));
  }

  private ApprovalOutcome person(PendingRequest request) {
    stage.clock.advance(Duration.ofMinutes(dice.nextInt(30)));
    if (trouble()) {
      breakIn();
      if (stage.interruption.by != null) {
        return new ApprovalOutcome.Interrupted();
      }
    }
    return new ApprovalOutcome.Decided(
        switch (dice.nextInt(grumpy ? 4 : 12)) {
          case 0, 1, 2, 3 -> new ApprovalDecision.Denied(chance(0.5) ? "" : "because");
          case 4 -> trouble() ? new ApprovalDecision.Abort() : new ApprovalDecision.Approved();
          default -> new ApprovalDecision.Approved();
        },
        "ada");
  }

  private Interruption.Waking sleep(java.time.Instant until) {
    if (trouble()) {
      breakIn();
      return stage.interruption.by == null
          ? Interruption.Waking.STEERED
          : Interruption.Waking.INTERRUPTED;
    }
    if (trouble()) {
      return Interruption.Waking.WOKEN;
    }
    stage.clock.advanceTo(until);
    return Interruption.Waking.ELAPSED;
  }

  private ModelReply later(ErrorKind kind) {
    return new ModelReply.Later(
        kind, "Later.", stage.clock.instant().plusSeconds(dice.nextInt(3_000) - 5L));
  }

  private void breakIn() {
    if (chance(0.7)) {
      stage.interruption.steer("steer-" + words, newWords());
    } else {
      stage.interruption.by = "ada";
    }
  }

  private String newWords() {
    String text = "words " + words++;
    said.add(text);
    return text;
  }

  private boolean trouble() {
    return chance(trouble);
  }

  private boolean chance(double p) {
    return dice.nextDouble() < p;
  }

  /** What the model was told by people: prompts and steers that were taken. */
  List<String> heard() {
    return stage.told(AgentEvent.UserMessage.class).stream()
        .map(AgentEvent.UserMessage::text)
        .toList();
  }

  List<String> heardByTheModel() {
    return stage.history.items().stream()
        .map(ItemView::of)
        .filter(ItemView.Message.class::isInstance)
        .map(ItemView.Message.class::cast)
        .filter(message -> message.role().equals("user") && !message.text().startsWith("<turn_"))
        .map(ItemView.Message::text)
        .toList();
  }
}

package io.codextemporal.workflow;

import io.codextemporal.loop.ApprovalOutcome;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.TurnId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Open questions to people by call id, the answers that nobody has taken yet, and who answered what
 * before. An answer counts once, and only for what is open; a missing one is still pending.
 */
final class PendingDecisions {
  private static final int REMEMBERED_ANSWERS = 500;

  private final Map<CallId, PendingRequest> open = new LinkedHashMap<>();
  private final Map<CallId, ApprovalOutcome> outcomes = new LinkedHashMap<>();
  private final Map<CallId, Answered> answered = new LinkedHashMap<>();
  private final Set<String> grants;

  /** Who approved what for a turn, by {@link GrantKey#alike}. */
  private final Map<String, TurnGrant> turnGrants = new LinkedHashMap<>();

  PendingDecisions(Carried carried) {
    carried.answered().forEach(answer -> answered.put(answer.call(), answer));
    grants = new LinkedHashSet<>(carried.grants());
    carried.turnGrants().forEach(grant -> turnGrants.put(grant.key(), grant));
  }

  void open(PendingRequest request) {
    open.put(request.call(), request);
  }

  List<PendingRequest> open() {
    return List.copyOf(open.values());
  }

  /** Why this answer does not count, or empty. */
  Optional<String> refusal(Op.Approval op) {
    PendingRequest request = open.get(op.call());
    if (request == null) {
      return Optional.of(notOpen(op.call()));
    }
    if (op.digest() != null && !op.digest().equals(request.digest())) {
      return Optional.of("what was shown has changed; look at the request again");
    }
    return switch (op.decision()) {
      case ApprovalDecision.Unknown unknown ->
          Optional.of("this session does not know that decision");
      case ApprovalDecision.Denied denied -> Optional.empty();
      case ApprovalDecision.Abort abort -> Optional.empty();
      case ApprovalDecision.Approved approved -> onlyQuestionsAreAnswered(request);
      case ApprovalDecision.ApprovedForTurn approved -> onlyQuestionsAreAnswered(request);
      case ApprovalDecision.ApprovedForSession approved -> onlyQuestionsAreAnswered(request);
      case ApprovalDecision.ApprovedWithAmendment(List<String> prefix) ->
          onlyQuestionsAreAnswered(request).or(() -> notOffered(request, prefix));
    };
  }

  private static Optional<String> onlyQuestionsAreAnswered(PendingRequest request) {
    return request.ask() instanceof Ask.Questions
        ? Optional.of("call " + request.call() + " is a question: answer it, or deny it")
        : Optional.empty();
  }

  /** A rule is made of what was shown, or of more words of the same; never of fewer. */
  private static Optional<String> notOffered(PendingRequest request, List<String> prefix) {
    List<String> offered =
        request.ask() instanceof Ask.Command command ? command.amendment() : null;
    return offered == null
            || prefix.size() < offered.size()
            || !prefix.subList(0, offered.size()).equals(offered)
        ? Optional.of("no such rule was offered for call " + request.call())
        : Optional.empty();
  }

  /** Why these answers do not count, or empty. */
  Optional<String> refusal(Op.Answer op) {
    PendingRequest request = open.get(op.call());
    if (request == null) {
      return Optional.of(notOpen(op.call()));
    }
    return request.ask() instanceof Ask.Questions
        ? Optional.empty()
        : Optional.of("call " + op.call() + " asks for an approval, not for answers");
  }

  private String notOpen(CallId call) {
    Answered before = answered.get(call);
    return before == null
        ? "no open request has the call id " + call
        : "call "
            + call
            + " is not open any more: "
            + before.outcome()
            + (before.by().isEmpty() ? "" : " by " + before.by());
  }

  /** Takes an answer that was not refused; returns what became of the request, in one word. */
  String answer(Op.Approval op) {
    PendingRequest request = open.get(op.call());
    if (request != null) {
      remember(request, op);
    }
    return close(
        op.call(),
        new ApprovalOutcome.Decided(op.decision(), op.from()),
        nameOf(op.decision()),
        op.from());
  }

  private void remember(PendingRequest request, Op.Approval op) {
    if (op.decision() instanceof ApprovalDecision.ApprovedForSession) {
      grants.add(GrantKey.same(request.ask(), request.cwd()));
    }
    TurnId turn = request.turn();
    if (op.decision() instanceof ApprovalDecision.ApprovedForTurn && turn != null) {
      turnGrants.values().removeIf(grant -> !grant.turn().equals(turn));
      String key = GrantKey.alike(request.ask(), request.cwd());
      turnGrants.put(key, new TurnGrant(key, turn, op.from()));
    }
  }

  /** Open requests that this answer, one for the turn, answers too. */
  List<CallId> alike(Op.Approval op) {
    PendingRequest request = open.get(op.call());
    if (request == null || !(op.decision() instanceof ApprovalDecision.ApprovedForTurn)) {
      return List.of();
    }
    String key = GrantKey.alike(request.ask(), request.cwd());
    return open.values().stream()
        .filter(other -> !other.call().equals(op.call()))
        .filter(other -> Objects.equals(other.turn(), request.turn()))
        .filter(other -> key.equals(GrantKey.alike(other.ask(), other.cwd())))
        .map(PendingRequest::call)
        .toList();
  }

  /** Who approved all like this for its turn, or empty. */
  Optional<String> approvedForTurn(PendingRequest request) {
    TurnGrant grant = turnGrants.get(GrantKey.alike(request.ask(), request.cwd()));
    return grant == null || !grant.turn().equals(request.turn())
        ? Optional.empty()
        : Optional.of(grant.by());
  }

  String answer(Op.Answer op) {
    return close(
        op.call(), new ApprovalOutcome.Answered(op.answers(), op.from()), "answered", op.from());
  }

  private String close(CallId call, ApprovalOutcome outcome, String word, String by) {
    outcomes.put(call, outcome);
    remember(new Answered(call, word, by));
    return word;
  }

  /** The request falls away unanswered. */
  String withdraw(CallId call) {
    remember(new Answered(call, "withdrawn", ""));
    return "withdrawn";
  }

  private void remember(Answered answer) {
    open.remove(answer.call());
    answered.remove(answer.call());
    answered.put(answer.call(), answer);
    if (answered.size() > REMEMBERED_ANSWERS) {
      answered.remove(answered.keySet().iterator().next());
    }
  }

  boolean isAnswered(CallId call) {
    return outcomes.containsKey(call);
  }

  /** The answer, for the one who asked; empty while there is none. */
  Optional<ApprovalOutcome> takeAnswer(CallId call) {
    return Optional.ofNullable(outcomes.remove(call));
  }

  /** Keys of what was approved for as long as the session lives. */
  List<String> grants() {
    return List.copyOf(grants);
  }

  Carried carry() {
    return new Carried(
        new ArrayList<>(answered.values()), grants(), new ArrayList<>(turnGrants.values()));
  }

  private static String nameOf(ApprovalDecision decision) {
    return switch (decision) {
      case ApprovalDecision.Approved approved -> "approved";
      case ApprovalDecision.ApprovedForTurn approved -> "approved_for_turn";
      case ApprovalDecision.ApprovedForSession approved -> "approved_for_session";
      case ApprovalDecision.ApprovedWithAmendment approved -> "approved_with_amendment";
      case ApprovalDecision.Denied denied -> "denied";
      case ApprovalDecision.Abort abort -> "abort";
      case ApprovalDecision.Unknown unknown -> "unknown";
    };
  }

  /** A request that is not open any more; {@code by} is empty when it fell away. */
  record Answered(CallId call, String outcome, String by) {}

  /** All like it are approved while that turn lasts. */
  record TurnGrant(String key, TurnId turn, String by) {}

  /** The decisions as the snapshot holds them: a run ends only when no request is open. */
  record Carried(List<Answered> answered, List<String> grants, List<TurnGrant> turnGrants) {
    static final Carried NONE = new Carried(List.of(), List.of(), List.of());

    Carried {
      answered = List.copyOf(answered);
      grants = List.copyOf(grants);
      turnGrants = turnGrants == null ? List.of() : List.copyOf(turnGrants);
    }
  }
}

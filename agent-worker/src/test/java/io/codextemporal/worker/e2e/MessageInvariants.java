package io.codextemporal.worker.e2e;

import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.OpId;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** I1: what was acknowledged is said once. Each op is answered once. */
final class MessageInvariants {
  static void check(SessionEvidence evidence, Violations violations) {
    List<String> heard =
        evidence.told(AgentEvent.UserMessage.class).stream()
            .map(AgentEvent.UserMessage::text)
            .toList();
    for (ClientLog.Entry entry : evidence.client()) {
      if (entry instanceof ClientLog.Entry.Message(String text)) {
        int times = Collections.frequency(heard, text);
        violations.unless(
            times == 1, "I1", "the acknowledged message '" + text + "' was heard " + times + "×");
        saidToTheModel(evidence, text, violations);
      }
    }
    sameOrder(evidence, heard, violations);
    opsAnsweredOnce(evidence, violations);
  }

  private static void saidToTheModel(SessionEvidence evidence, String text, Violations violations) {
    boolean once = false;
    for (SentRequest request : evidence.requests()) {
      int times = Collections.frequency(request.userTexts(), text);
      violations.unless(
          times <= 1, "I1", "'" + text + "' is " + times + "× in request " + request.number());
      once |= times == 1;
    }
    violations.unless(
        once || !turnCompletedWith(evidence, text),
        "I1",
        "the turn of '" + text + "' completed and no request had the message");
  }

  private static boolean turnCompletedWith(SessionEvidence evidence, String text) {
    return evidence.told(AgentEvent.UserMessage.class).stream()
        .filter(message -> message.text().equals(text))
        .anyMatch(message ->
            evidence.told(AgentEvent.TurnCompleted.class).stream()
                .anyMatch(end -> end.turn().equals(message.turn())));
  }

  /** The model hears people in the order everyone saw. */
  private static void sameOrder(
      SessionEvidence evidence, List<String> heard, Violations violations) {
    Set<String> known = new HashSet<>(heard);
    for (SentRequest request : evidence.requests()) {
      List<String> said = request.userTexts().stream().filter(known::contains).toList();
      int at = 0;
      for (String text : heard) {
        if (at < said.size() && said.get(at).equals(text)) {
          at++;
        }
      }
      violations.unless(
          at == said.size(),
          "I1",
          "request " + request.number() + " has messages in another order: " + said);
    }
  }

  private static void opsAnsweredOnce(SessionEvidence evidence, Violations violations) {
    Map<OpId, Integer> answers = new HashMap<>();
    for (AgentEvent.OpAccepted accepted : evidence.told(AgentEvent.OpAccepted.class)) {
      answers.merge(accepted.op(), 1, Integer::sum);
    }
    for (AgentEvent.OpRefused refused : evidence.told(AgentEvent.OpRefused.class)) {
      answers.merge(refused.op(), 1, Integer::sum);
    }
    answers.forEach((op, times) ->
        violations.unless(times == 1, "I1", "op " + op + " was answered " + times + "×"));
  }

  private MessageInvariants() {}
}

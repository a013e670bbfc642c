package io.codextemporal.worker.e2e;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.ToolCallStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** I2, I3, I5, I6: what ran, and what may have. */
final class EffectInvariants {
  private static final Duration INTERRUPT = Duration.ofSeconds(2);

  static void check(SessionEvidence evidence, Violations violations) {
    answersObeyed(evidence, violations);
    approvedBeforeRun(evidence, violations);
    ranAtMostOnce(evidence, violations);
    endsTellTheTruth(evidence, violations);
    interruptsAreQuick(evidence, violations);
  }

  private static void answersObeyed(SessionEvidence evidence, Violations violations) {
    for (ClientLog.Entry entry : evidence.client()) {
      if (entry instanceof ClientLog.Entry.Answer(String call, boolean approved)) {
        Optional<String> outcome = outcomeOf(evidence, call);
        violations.unless(
            outcome.isPresent() && outcome.get().startsWith("approved") == approved,
            "I2",
            "the acknowledged answer to " + call + " became " + outcome);
        violations.unless(
            approved || evidence.runsOf(call) == 0 || mayHaveRun(evidence).contains(call),
            "I2",
            call + " was denied and ran");
      }
    }
  }

  private static void approvedBeforeRun(SessionEvidence evidence, Violations violations) {
    for (AgentEvent.RequestOpened opened : evidence.told(AgentEvent.RequestOpened.class)) {
      PendingRequest request = opened.request();
      if (request.ask() instanceof Ask.Command || request.ask() instanceof Ask.Patch) {
        String call = request.call().value();
        Optional<Instant> yes = approvedAt(evidence, call);
        for (Witness.Run run : evidence.witness()) {
          violations.unless(
              !run.call().equals(call) || yes.isPresent() && !run.at().isBefore(request.askedAt()),
              "I2",
              call + " needs an approval and ran without one");
        }
      }
    }
  }

  private static Optional<Instant> approvedAt(SessionEvidence evidence, String call) {
    return evidence.events().stream()
        .filter(event ->
            event.event() instanceof AgentEvent.RequestClosed closed
                && closed.call().value().equals(call)
                && closed.outcome().startsWith("approved"))
        .map(SequencedEvent::at)
        .findFirst();
  }

  private static Optional<String> outcomeOf(SessionEvidence evidence, String call) {
    return evidence.told(AgentEvent.RequestClosed.class).stream()
        .filter(closed -> closed.call().value().equals(call))
        .map(AgentEvent.RequestClosed::outcome)
        .reduce((first, last) -> last);
  }

  private static void ranAtMostOnce(SessionEvidence evidence, Violations violations) {
    Set<String> mayHaveRun = mayHaveRun(evidence);
    for (String call : witnessed(evidence)) {
      violations.unless(
          evidence.runsOf(call) <= 1 || mayHaveRun.contains(call),
          "I3",
          call + " ran " + evidence.runsOf(call) + "× and nobody was told that this may happen");
    }
  }

  /** Calls whose outcome the session told to be unknown, to people or to the model. */
  private static Set<String> mayHaveRun(SessionEvidence evidence) {
    Set<String> calls = new HashSet<>();
    for (AgentEvent.ToolCallEnded end : evidence.told(AgentEvent.ToolCallEnded.class)) {
      if (end.status() == ToolCallStatus.OUTCOME_UNKNOWN) {
        calls.add(end.call().value());
      }
    }
    for (AgentEvent.RequestOpened opened : evidence.told(AgentEvent.RequestOpened.class)) {
      if (opened.request().ask() instanceof Ask.UnknownOutcome) {
        calls.add(opened.request().call().value());
      }
    }
    return calls;
  }

  /** Judges only commands that say they run: what a started call's arguments name. */
  private static void endsTellTheTruth(SessionEvidence evidence, Violations violations) {
    for (AgentEvent.ToolCallEnded end : evidence.told(AgentEvent.ToolCallEnded.class)) {
      String call = end.call().value();
      boolean says =
          evidence.told(AgentEvent.ToolCallStarted.class).stream()
              .anyMatch(start ->
                  start.call().equals(end.call())
                      && start.arguments().contains("oflag=append conv=notrunc,fsync")
                      && start.arguments().contains(" " + call + " "));
      long ran = evidence.runsOf(call);
      switch (end.status()) {
        case COMPLETED ->
            violations.unless(!says || ran >= 1, "I6", call + " is told as done and never ran");
        case DECLINED ->
            violations.unless(ran == 0, "I2", call + " is told as declined and ran " + ran + "×");
        case FAILED, ABORTED, OUTCOME_UNKNOWN, UNKNOWN -> {}
      }
      violations.unless(
          end.status() != ToolCallStatus.ABORTED || !end.output().equals("aborted") || ran == 0,
          "I6",
          call + " is told as never started and ran");
    }
  }

  private static void interruptsAreQuick(SessionEvidence evidence, Violations violations) {
    for (ClientLog.Entry entry : evidence.client()) {
      if (entry instanceof ClientLog.Entry.Interrupt(Instant at)) {
        boolean quick =
            evidence.events().stream()
                .anyMatch(event ->
                    event.event() instanceof AgentEvent.TurnAborted
                        && !event.at().isBefore(at.minusSeconds(1))
                        && !event.at().isAfter(at.plus(INTERRUPT)));
        violations.unless(quick, "I5", "the interrupt of " + at + " ended no turn within 2 s");
      }
    }
    Set<String> aborted = new HashSet<>();
    for (AgentEvent.ToolCallEnded end : evidence.told(AgentEvent.ToolCallEnded.class)) {
      if (end.status() == ToolCallStatus.ABORTED) {
        aborted.add(end.call().value());
      }
    }
    for (Witness.Run run : evidence.witness()) {
      violations.unless(
          !aborted.contains(run.call())
              || ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive).isEmpty(),
          "I5",
          "the aborted " + run.call() + " lives on as pid " + run.pid());
    }
  }

  private static List<String> witnessed(SessionEvidence evidence) {
    return evidence.witness().stream().map(Witness.Run::call).distinct().toList();
  }

  private EffectInvariants() {}
}

package io.codextemporal.tui.cli;

import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct approve}: answers an open question of a session from anywhere. */
@Command(
    name = "approve",
    description = "Answers an open question; CALL may be left out when one is open.",
    mixinStandardHelpOptions = true)
final class ApproveCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "ID", description = "an id or a prefix of one")
  String id = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "CALL", description = "the call that asks")
  @Nullable String call;

  @Option(names = "--all", description = "every open question of the session")
  boolean all;

  @Option(
      names = "--session",
      description = "this and the same again, as long as the session lives")
  boolean forSession;

  @Option(
      names = "--turn",
      description = "this and all like it, open or still to come, while the turn lasts")
  boolean forTurn;

  @Option(names = "--always", description = "every command that begins like this, from now on")
  boolean always;

  @Option(names = "--deny", description = "no; the turn goes on")
  boolean deny;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "with --deny: what the model reads")
  @Nullable String reason;

  @Option(names = "--abort", description = "no, and the turn ends")
  boolean abort;

  @Option(
      names = "--digest",
      paramLabel = "D",
      description = "refused if what was shown has changed since")
  @Nullable String digest;

  @Option(
      names = "--answer",
      paramLabel = "ID=TEXT",
      description = "answers a question of the model: an option's label or your own words")
  List<String> answers = new ArrayList<>();

  private final Surroundings around;

  ApproveCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (List.of(forTurn, forSession, always, deny, abort).stream().filter(flag -> flag).count()
        > 1) {
      throw usage(
          "--turn, --session, --always, --deny and --abort exclude each other", "Give one.");
    }
    if (!answers.isEmpty()
        && (all || List.of(forTurn, forSession, always, deny, abort).contains(true))) {
      throw usage("--answer stands alone", "Answer one call at a time: --answer ID=TEXT.");
    }
    if (reason != null && !deny) {
      throw usage("--reason belongs to --deny", "Say --deny --reason TEXT.");
    }
    if (all && (call != null || digest != null)) {
      throw usage("--all goes with neither CALL nor --digest", "Leave one out.");
    }
    return new Approve(around, this).run();
  }

  /** The decision about one question. */
  ApprovalDecision decision(PendingRequest request) {
    if (deny) {
      return new ApprovalDecision.Denied(reason == null ? "" : reason);
    }
    if (abort) {
      return new ApprovalDecision.Abort();
    }
    if (forTurn) {
      return new ApprovalDecision.ApprovedForTurn();
    }
    if (forSession) {
      return new ApprovalDecision.ApprovedForSession();
    }
    return always
        ? new ApprovalDecision.ApprovedWithAmendment(amendment(request))
        : new ApprovalDecision.Approved();
  }

  private static List<String> amendment(PendingRequest request) {
    if (request.ask() instanceof Ask.Command command && command.amendment() != null) {
      return command.amendment();
    }
    throw new CliFailure(
        "call " + request.call(),
        "no rule can be made of it, so --always is not there",
        "Approve it once, or with --session.",
        ExitCode.USAGE);
  }

  private static CliFailure usage(String why, String remedy) {
    return new CliFailure("ct approve", why, remedy, ExitCode.USAGE);
  }
}

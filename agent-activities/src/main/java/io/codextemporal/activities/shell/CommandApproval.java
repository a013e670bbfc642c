package io.codextemporal.activities.shell;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Places;
import io.codextemporal.config.RulesAmendment;
import io.codextemporal.config.RulesFiles;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.Amendment;
import io.codextemporal.policy.ApprovalPolicy;
import io.codextemporal.policy.CommandFacts;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.policy.Ruling;
import io.codextemporal.policy.ShellWords;
import io.codextemporal.policy.Whereabouts;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.NeedsApproval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * Gathers the facts about a command, asks the policy, and holds a person's approval to exactly what
 * was shown: argument vector, folder, reason, confinement and the rule it may become. Thread-safe.
 */
public final class CommandApproval {
  private static final int MOST_TOLD = 1_000;

  private final Places places;
  private final RulesFiles rules;
  private final BooleanSupplier sandboxAvailable;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /**
   * @param sandboxAvailable whether this machine can confine a command, as far as is known now
   */
  public CommandApproval(Places places, BooleanSupplier sandboxAvailable) {
    this.places = places;
    this.rules = new RulesFiles(places);
    this.sandboxAvailable = sandboxAvailable;
  }

  /** What may become of a command. */
  sealed interface Clearance {
    /** How it was judged. */
    Judgement judgement();

    /** What people should read. */
    List<String> warnings();

    /**
     * It may start.
     *
     * @param note what the model is to be told with its output, or empty
     */
    record Go(Judgement judgement, List<String> warnings, String note) implements Clearance {
      boolean sandboxed() {
        return judgement.sandboxed();
      }
    }

    /** It must not start now. */
    record Stop(Judgement judgement, List<String> warnings, ToolOutcome outcome)
        implements Clearance {}
  }

  /**
   * @param cwd where it would run
   */
  Clearance judge(
      ToolRun run,
      List<String> command,
      ExecCommandArguments arguments,
      Path cwd,
      Whereabouts where)
      throws IOException {
    if (run.byUser()) {
      return new Clearance.Go(new Judgement("run", false, "typed by the user"), List.of(), "");
    }
    RulesFiles.Loaded loaded = rules.in(Path.of(run.settings().cwd()));
    Request request =
        new Request(run, facts(run, command, arguments), cwd.toString(), warnings(run, loaded));
    Ruling ruling = ApprovalPolicy.decide(request.facts(), loaded.policy(), where);
    return switch (ruling.decision()) {
      case Decision.Run(boolean sandboxed) -> request.go(running(request, ruling, sandboxed), "");
      case Decision.Refuse(String reason) -> request.refused(reason, ruling.why());
      case Decision.Ask ask -> asked(request, ruling, ask, where);
    };
  }

  private static Judgement running(Request request, Ruling ruling, boolean sandboxed) {
    boolean let = sandboxed && isGranted(request.run(), outside(request.facts(), request.cwd()));
    return let
        ? new Judgement("run", false, "approved to run outside the sandbox")
        : new Judgement("run", sandboxed, ruling.why());
  }

  /**
   * The question whether a command that the sandbox stopped may run outside it; empty where the
   * policy lets nobody be asked. A grant of it makes {@link #judge} clear the command unconfined.
   */
  Optional<NeedsApproval> outside(
      ToolRun run, List<String> command, ExecCommandArguments arguments, Path cwd) {
    CommandFacts facts = facts(run, command, arguments);
    boolean may =
        switch (facts.approval()) {
          case UNTRUSTED -> true;
          case ON_REQUEST -> facts.granular() == null || facts.granular().sandboxApproval();
          case NEVER, UNKNOWN -> false;
        };
    return may ? Optional.of(outside(facts, cwd.toString())) : Optional.empty();
  }

  /** Whether a person let exactly this, for the call or for the session. */
  static boolean isGranted(ToolRun run, NeedsApproval question) {
    ToolRun.Grant grant = run.grant();
    return grant != null && grant.digest().equals(question.digest())
        || run.sessionGrants().contains(GrantKey.same(question.ask(), question.cwd()));
  }

  private static NeedsApproval outside(CommandFacts facts, String cwd) {
    Ask.Command ask = new Ask.Command(facts.command(), facts.shown(), null, true);
    String reason =
        "`" + facts.shown() + "` requires approval: the sandbox stopped it; run it outside?";
    return new NeedsApproval(ask, cwd, reason, digest(ask, cwd, reason));
  }

  private CommandFacts facts(ToolRun run, List<String> command, ExecCommandArguments arguments) {
    return new CommandFacts(
        command,
        arguments.cmd(),
        arguments.escalated(),
        arguments.justification(),
        arguments.prefixRule(),
        run.settings().approval(),
        run.settings().granular(),
        run.settings().sandbox(),
        sandboxAvailable.getAsBoolean());
  }

  private Clearance asked(Request request, Ruling ruling, Decision.Ask decision, Whereabouts where)
      throws IOException {
    Ask.Command ask =
        new Ask.Command(
            request.facts().command(),
            request.facts().shown(),
            ruling.amendment(),
            !decision.sandboxed());
    String digest = digest(ask, request.cwd(), decision.reason());
    ToolRun.Grant grant = request.run().grant();
    if (grant != null && (grant.again() || grant.digest().equals(digest))) {
      return granted(request, ruling, decision, grant, where);
    }
    if (request.run().sessionGrants().contains(GrantKey.same(ask, request.cwd()))) {
      return request.go(new Judgement("run", decision.sandboxed(), "approved for the session"), "");
    }
    return new Clearance.Stop(
        new Judgement("ask", decision.sandboxed(), ruling.why()),
        request.warnings(),
        new NeedsApproval(ask, request.cwd(), decision.reason(), digest));
  }

  private Clearance granted(
      Request request, Ruling ruling, Decision.Ask decision, ToolRun.Grant grant, Whereabouts where)
      throws IOException {
    List<String> prefix = grant.amendment();
    if (prefix == null || !offered(ruling, prefix)) {
      return request.go(new Judgement("run", decision.sandboxed(), "approved"), "");
    }
    Path file = RulesAmendment.allow(places, prefix);
    RulesFiles.Loaded now = rules.in(Path.of(request.run().settings().cwd()));
    boolean sandboxed =
        ApprovalPolicy.decide(request.facts(), now.policy(), where).decision()
                instanceof Decision.Run(boolean confined)
            ? confined
            : decision.sandboxed();
    String words = ShellWords.join(prefix);
    return request.go(
        new Judgement("run", sandboxed, "approved, with the rule `" + words + "` in " + file),
        "[The user allowed for good: commands that begin with `"
            + words
            + "` run unasked and outside the sandbox from now on.]");
  }

  /** What was shown, or more words of it: never a wider rule than a person saw. */
  private static boolean offered(Ruling ruling, List<String> prefix) {
    return ruling
            .offered()
            .filter(shown -> prefix.size() >= shown.size())
            .filter(shown -> prefix.subList(0, shown.size()).equals(shown))
            .isPresent()
        && Amendment.mayBeOffered(prefix);
  }

  /** Each warning once a session. */
  private List<String> warnings(ToolRun run, RulesFiles.Loaded loaded) {
    String warning = loaded.warning();
    if (told.size() > MOST_TOLD) {
      told.clear();
    }
    return warning == null || !told.add(run.session() + warning) ? List.of() : List.of(warning);
  }

  static String digest(Ask.Command ask, String cwd, String reason) {
    List<String> prefix = ask.amendment();
    return Sha256.hex(
        ShellWords.join(ask.command()),
        "\0",
        ask.script(),
        "\0",
        prefix == null ? "" : ShellWords.join(prefix),
        "\0",
        cwd,
        "\0",
        reason,
        ask.unconfined() ? "\0unconfined" : "\0");
  }

  private record Request(ToolRun run, CommandFacts facts, String cwd, List<String> warnings) {
    Clearance go(Judgement judgement, String note) {
      return new Clearance.Go(judgement, warnings, note);
    }

    Clearance refused(String reason, String why) {
      String told =
          reason.equals(ApprovalPolicy.NO_ESCALATION)
              ? reason
              : "exec_command failed: Rejected(\"" + reason + "\")";
      return new Clearance.Stop(
          new Judgement("refuse", false, why), warnings, new ToolOutcome.Refused(told));
    }
  }
}

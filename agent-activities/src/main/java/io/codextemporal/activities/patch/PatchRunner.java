package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.activities.patch.PatchEffects.Applied;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The way of every call that writes files: what the journal knows of it, whether it fits, whether
 * it may, then all of it or nothing. Thread-safe.
 */
final class PatchRunner {
  private final PatchEffects effects;
  private final Function<ToolSettings, Map<String, String>> environments;
  private final Ceiling ceiling;

  PatchRunner(
      PatchEffects effects,
      Function<ToolSettings, Map<String, String>> environments,
      Ceiling ceiling) {
    this.ceiling = ceiling;
    this.effects = effects;
    this.environments = environments;
  }

  /** What a kind of call makes of its arguments, and how it tells. */
  interface Writing {
    PatchPlan plan(WriteBounds bounds) throws PatchException;

    /** What the model reads when it does not fit. */
    String unfit(String why);

    /** What the model reads when it is done. */
    String done(PatchPlan plan, double seconds);
  }

  ToolOutcome run(ToolRun run, Path cwd, Writing writing) throws InterruptedException, IOException {
    long begin = System.nanoTime();
    String digest = Sha256.hex(run.call().name(), "\0", run.call().arguments());
    Optional<Applied> earlier = effects.earlier(run.session(), run.call().id(), digest);
    if (earlier.isPresent()) {
      ToolOutcome told = told(earlier.get(), begin);
      Judgement judgement = earlier.get().judgement();
      return judgement == null ? told : new ToolOutcome.Judged(judgement, List.of(), told);
    }
    if (!Files.isDirectory(cwd)) {
      return failed(writing.unfit("the folder " + cwd + " does not exist"));
    }
    Map<String, String> environment = environments.apply(run.settings());
    WriteBounds bounds = WriteBounds.of(run.settings(), environment);
    try {
      PatchPlan plan = writing.plan(bounds);
      Optional<String> beyond =
          new WriteCeiling(ceiling, run.settings(), environment).objection(plan);
      if (beyond.isPresent()) {
        return new ToolOutcome.Judged(
            new Judgement("refuse", false, beyond.get()),
            List.of(),
            new ToolOutcome.Refused("patch rejected: " + beyond.get()));
      }
      PatchApproval.Verdict verdict = PatchApproval.judge(run, plan, bounds, cwd.toString());
      return verdict.told(
          verdict.stop().isPresent()
              ? verdict.stop().get()
              : apply(run, digest, plan, writing, verdict.judgement(), begin));
    } catch (PatchException e) {
      return failed(writing.unfit(e.what()));
    }
  }

  private ToolOutcome apply(
      ToolRun run, String digest, PatchPlan plan, Writing writing, Judgement judgement, long begin)
      throws InterruptedException, IOException {
    String output = writing.done(plan, (System.nanoTime() - begin) / 1e9);
    try {
      return told(
          effects.apply(run.session(), run.call().id(), digest, plan, output, judgement), begin);
    } catch (PatchException e) {
      return failed(run.call().name() + " failed, nothing was changed: " + e.what());
    }
  }

  private static ToolOutcome told(Applied applied, long begin) {
    String output = applied.output();
    int header = output.indexOf("Output:\n");
    return new ToolOutcome.Completed(
        output,
        header < 0 ? 0 : header + "Output:\n".length(),
        true,
        0,
        (System.nanoTime() - begin) / 1_000_000,
        null,
        null,
        applied.changes(),
        List.of());
  }

  private static ToolOutcome failed(String output) {
    return new ToolOutcome.Completed(output, 0, false, 1, 0, null, null);
  }
}

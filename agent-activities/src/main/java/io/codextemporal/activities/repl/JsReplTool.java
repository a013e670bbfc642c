package io.codextemporal.activities.repl;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.shell.OutputText;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.policy.TruncationPolicy;
import io.codextemporal.policy.TruncationPolicy.OverlongText;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.tool.Holding;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tool {@code js_repl}: evaluates JavaScript in the session's kernel and tells what it printed.
 *
 * <p>What the journal knows of the call comes first: a cell that ran is reported, one that runs
 * here is joined, and one whose worker died in the middle is unknown, since no kernel outlives its
 * worker. Cancelling ends the kernel. Thread-safe.
 */
public final class JsReplTool implements Tool {
  /** The name the model calls it. */
  public static final String NAME = "js_repl";

  private final Path journal;
  private final KernelStarter starter;
  private final Kernels kernels;
  private final Cells cells;
  private final Surroundings surroundings;

  /**
   * What the tool asks of the rest of the worker.
   *
   * @param node what runs kernels here
   * @param environments what a session's tools inherit
   * @param seesImages whether the model of that name looks at images
   * @param budgets how much of a call's output the model gets
   * @param queue the task queue of this worker alone
   * @param alwaysConfined whether nothing of a session ever runs outside the sandbox here
   */
  public record Surroundings(
      Supplier<NodeProgram> node,
      Function<ToolSettings, Map<String, String>> environments,
      Predicate<String> seesImages,
      Function<ToolRun, TruncationPolicy> budgets,
      Supplier<String> queue,
      boolean alwaysConfined) {}

  /**
   * @param journal the folder of this machine's journal
   */
  public JsReplTool(
      Path journal,
      KernelStarter starter,
      Kernels kernels,
      ReadingTools tools,
      Surroundings surroundings) {
    this.journal = journal;
    this.starter = starter;
    this.kernels = kernels;
    this.cells = new Cells(kernels, tools, starter.limits().limits());
    this.surroundings = surroundings;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress) throws InterruptedException, IOException {
    Cell cell;
    try {
      cell = Cell.parse(run.call().arguments());
    } catch (Cell.BadCellException e) {
      return failed(e.what());
    }
    String digest = Sha256.hex(run.call().name(), "\0", run.call().arguments());
    CellNotes notes = CellNotes.of(journal, run.session(), run.call().id());
    Optional<CellNotes.Begun> begun = notes.begun(digest);
    Optional<RunningCell> here = cells.running(run, digest);
    if (here.isPresent()) {
      return judged(begun, told(run, notes, awaited(here.get(), progress)));
    }
    if (begun.isPresent() && !mayRepeat(run, again(begun.get()))) {
      Optional<CellResult> result = notes.result();
      return judged(
          begun, result.isPresent() ? told(run, notes, result.get()) : unknown(cell, begun.get()));
    }
    return fresh(run, cell, digest, notes, progress);
  }

  private ToolOutcome fresh(
      ToolRun run, Cell cell, String digest, CellNotes notes, Progress progress)
      throws InterruptedException, IOException {
    if (!Files.isDirectory(Path.of(run.settings().cwd()))) {
      return failed("js_repl failed: the folder " + run.settings().cwd() + " does not exist");
    }
    return switch (surroundings.node().get()) {
      case NodeProgram.Missing(String why, String remedy) ->
          failed("js_repl failed: there is no Node to run it: " + why + ". " + remedy);
      case NodeProgram.Found(Path node, String version) -> {
        CellApproval.Verdict verdict = CellApproval.judge(run, starter.canConfine());
        Judgement judgement = verdict.judgement();
        ToolOutcome outcome =
            verdict.stop().isPresent()
                ? verdict.stop().get()
                : started(run, cell, digest, notes, node, judgement, progress);
        yield new ToolOutcome.Judged(judgement, List.of(), outcome);
      }
    };
  }

  private ToolOutcome started(
      ToolRun run,
      Cell cell,
      String digest,
      CellNotes notes,
      Path node,
      Judgement judgement,
      Progress progress)
      throws InterruptedException, IOException {
    boolean confined = judgement.sandboxed() || surroundings.alwaysConfined();
    KernelPlace place =
        KernelPlace.of(run.settings(), surroundings.environments().apply(run.settings()), confined);
    CellNotes.Begun begun =
        new CellNotes.Begun(digest, System.currentTimeMillis(), confined, judgement.why());
    String model = run.model();
    boolean sees = model != null && surroundings.seesImages().test(model);
    RunningCell running = cells.start(new Cells.Order(run, cell, node, place, notes, begun, sees));
    return told(run, notes, awaited(running, progress));
  }

  private static CellResult awaited(RunningCell running, Progress progress)
      throws InterruptedException, IOException {
    Consumer<String> listener = progress::output;
    running.onOutput(listener);
    try {
      return running.await();
    } catch (InterruptedException e) {
      if (progress.stop() == Stop.CANCELLED) {
        CrashPoints.pass("K18");
        running.end(Ended.Cause.INTERRUPTED);
        running.awaitEnd();
      }
      throw e;
    } finally {
      running.removeListener(listener);
    }
  }

  private Completed told(ToolRun run, CellNotes notes, CellResult result) throws IOException {
    OverlongText text = OutputText.read(notes.output());
    TruncationPolicy budget = surroundings.budgets().apply(run);
    boolean whole = budget.fits(text);
    StringBuilder output = new StringBuilder(result.opening()).append(budget.cut(text));
    if (!result.closing().isEmpty() && !text.tail().isEmpty() && !text.tail().endsWith("\n")) {
      output.append('\n');
    }
    output.append(result.closing());
    if (!whole) {
      output.append("\n[full output: ").append(notes.output()).append(']');
    }
    if (output.isEmpty() && result.images().isEmpty()) {
      output.append("(it printed nothing and has no value)");
    }
    return new Completed(
            output.toString(),
            0,
            result.ok(),
            null,
            result.millis(),
            whole ? null : notes.output().toString(),
            null,
            List.of(),
            result.images())
        .holding(
            kernels
                .shown(run.session())
                .map(kernel -> Holding.of(kernel, surroundings.queue().get()))
                .orElse(new Holding(Terminal.KERNEL_PLACE, null)));
  }

  private static ToolOutcome unknown(Cell cell, CellNotes.Begun begun) {
    String evidence =
        "the JavaScript `"
            + cell.title()
            + "` began at "
            + Instant.ofEpochMilli(begun.at())
            + "; its kernel ended with the worker that held it, and what was declared is lost";
    return new ToolOutcome.OutcomeUnknown(cell.code(), evidence, again(begun));
  }

  private static ToolOutcome judged(Optional<CellNotes.Begun> begun, ToolOutcome outcome) {
    return begun
        .<ToolOutcome>map(noted ->
            new ToolOutcome.Judged(
                new Judgement("run", noted.sandboxed(), noted.why()), List.of(), outcome))
        .orElse(outcome);
  }

  /** Names one start: leave to run again counts for it alone. */
  private static String again(CellNotes.Begun begun) {
    return Sha256.hex("run again ", begun.digest(), Long.toString(begun.at()));
  }

  private static boolean mayRepeat(ToolRun run, String digest) {
    ToolRun.@Nullable Grant grant = run.grant();
    return grant != null && grant.again() && grant.digest().equals(digest);
  }

  private static Completed failed(String why) {
    return new Completed(why, 0, false, null, 0, null, null);
  }
}

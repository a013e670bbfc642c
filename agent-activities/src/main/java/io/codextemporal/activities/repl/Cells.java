package io.codextemporal.activities.repl;

import io.codextemporal.activities.image.ImageView;
import io.codextemporal.activities.image.PictureException;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.repl.RunningCell.End;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Runs cells, each once, and notes how they ended. Thread-safe. */
final class Cells {
  private static final int MOST_IMAGES = 4;
  private static final int MOST_IMAGE_CHARACTERS = 600_000;
  private static final long MOST_OUTPUT = 64_000_000;

  private final Kernels kernels;
  private final ReadingTools tools;
  private final ToolLimits limits;
  private final ConcurrentMap<Key, RunningCell> running = new ConcurrentHashMap<>();

  Cells(Kernels kernels, ReadingTools tools, ToolLimits limits) {
    this.kernels = kernels;
    this.tools = tools;
    this.limits = limits;
  }

  private record Key(SessionId session, CallId call, String digest) {}

  /**
   * A cell to run.
   *
   * @param node the program that runs it
   * @param sees whether who reads the result looks at images
   */
  record Order(
      ToolRun run,
      Cell cell,
      Path node,
      KernelPlace place,
      CellNotes notes,
      CellNotes.Begun begun,
      boolean sees) {}

  /** The cell of an earlier attempt that this worker still has in hand. */
  Optional<RunningCell> running(ToolRun run, String digest) {
    return Optional.ofNullable(running.get(key(run, digest)));
  }

  /** Starts it, unless it runs already. */
  RunningCell start(Order order) {
    return running.computeIfAbsent(
        key(order.run(), order.begun().digest()),
        key -> {
          RunningCell cell = new RunningCell();
          cell.start(() -> noted(order, cell), ended -> running.remove(key, ended));
          return cell;
        });
  }

  private CellResult noted(Order order, RunningCell cell) throws IOException, InterruptedException {
    CellResult result = inTurn(order, cell);
    order.notes().write(result);
    return result;
  }

  private CellResult inTurn(Order order, RunningCell cell)
      throws IOException, InterruptedException {
    order.notes().open();
    long begin = System.nanoTime();
    try (Kernels.Turn turn = kernels.take(order.run().session())) {
      return evaluated(order, cell, turn, begin);
    } catch (UnconfinableException e) {
      return CellResult.notRun("js_repl failed: it cannot be run in the sandbox: " + e.why());
    } catch (IOException e) {
      return CellResult.notRun("js_repl failed: " + e.getMessage());
    } catch (InterruptedException e) {
      return CellResult.notRun("js_repl was stopped before the cell began");
    }
  }

  private CellResult evaluated(Order order, RunningCell running, Kernels.Turn turn, long begin)
      throws IOException, InterruptedException, UnconfinableException {
    Kernel kernel = turn.kernel(order.node(), order.place(), order.run());
    String lost = turn.lost();
    Images images = new Images(order.sees());
    Duration timeout = atMost(order.cell().timeout());
    order.notes().write(order.begun());
    End end;
    Ended ended = null;
    try {
      end =
          running.evaluate(
              kernel,
              turn.next(),
              new Cell(order.cell().code(), timeout),
              order.notes().output(),
              Math.min(limits.output(), MOST_OUTPUT),
              new RunningCell.Hearing(
                  (id, name, arguments) -> tools.call(order.run(), id, name, arguments),
                  images::add));
      ended = end == End.WELL || end == End.FAILED ? null : turn.end(cause(end));
    } catch (InterruptedException e) {
      Ended.Cause why = running.stopped();
      turn.end(why == null ? Ended.Cause.WORKER_STOPPED : why);
      return result(null, end(why), lost, images, begin);
    }
    return result(end, told(end, ended, timeout), lost, images, begin);
  }

  private static Ended.Cause cause(End end) {
    return switch (end) {
      case WELL, FAILED, GONE -> Ended.Cause.EXITED;
      case TIMED_OUT -> Ended.Cause.TIMED_OUT;
      case TOO_MUCH -> Ended.Cause.OUTPUT_LIMIT;
    };
  }

  private CellResult result(
      @Nullable End end, String told, @Nullable String lost, Images images, long begin) {
    String opening =
        lost == null
            ? ""
            : "[What earlier calls declared is lost: "
                + lost
                + ". This call ran in a new kernel.]\n";
    boolean first = end == End.TIMED_OUT || end == End.TOO_MUCH;
    return new CellResult(
        end == End.WELL,
        first ? opening + told : opening,
        (first ? "" : told) + images.remark(),
        (System.nanoTime() - begin) / 1_000_000,
        images.urls());
  }

  private static String end(Ended.@Nullable Cause why) {
    return why == Ended.Cause.INTERRUPTED
        ? "[The call was interrupted. Its kernel was ended: what was declared is lost.]"
        : "[The kernel was ended with its worker: what was declared is lost.]";
  }

  private static String told(End end, @Nullable Ended ended, Duration timeout) {
    return switch (end) {
      case WELL, FAILED -> "";
      case TIMED_OUT ->
          "js_repl timed out after "
              + timeout.toMillis()
              + " milliseconds. Its kernel was ended: what was declared is lost, and the next call"
              + " starts a new one.\n";
      case TOO_MUCH ->
          "js_repl stopped: the cell printed more than is kept. Its kernel was ended: what was"
              + " declared is lost, and the next call starts a new one.\n";
      case GONE ->
          "[The kernel ended while the cell ran"
              + how(ended)
              + ": what was declared is lost, and the next call starts a new one.]";
    };
  }

  private static String how(@Nullable Ended ended) {
    if (ended == null) {
      return "";
    }
    List<String> limits = ended.limits() == null ? List.of() : ended.limits();
    if (!limits.isEmpty()) {
      return ", at its " + String.join(", ", limits);
    }
    return ended.exitCode() == null ? "" : " (exit code " + ended.exitCode() + ")";
  }

  private Duration atMost(Duration timeout) {
    return timeout.compareTo(limits.wallTime()) > 0 ? limits.wallTime() : timeout;
  }

  private static Key key(ToolRun run, String digest) {
    return new Key(run.session(), run.call().id(), digest);
  }

  /** What a cell shows. */
  private static final class Images {
    private final boolean sees;
    private final List<String> urls = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int characters;

    private Images(boolean sees) {
      this.sees = sees;
    }

    /**
     * @param data base64
     */
    synchronized void add(String data) {
      if (!sees) {
        remark("Images were left out: you do not support image inputs.");
      } else if (urls.size() >= MOST_IMAGES) {
        remark("More than " + MOST_IMAGES + " images were left out.");
      } else {
        try {
          String url = ImageView.url(Base64.getDecoder().decode(data));
          if (characters + url.length() > MOST_IMAGE_CHARACTERS) {
            remark("An image was left out: together they are too large.");
          } else {
            characters += url.length();
            urls.add(url);
          }
        } catch (PictureException | IllegalArgumentException e) {
          remark("An image was left out: " + e.getMessage());
        }
      }
    }

    private void remark(String text) {
      if (remarks.size() < MOST_IMAGES && !remarks.contains(text)) {
        remarks.add(text);
      }
    }

    synchronized List<String> urls() {
      return List.copyOf(urls);
    }

    synchronized String remark() {
      return remarks.isEmpty() ? "" : "[" + String.join(" ", remarks) + "]\n";
    }
  }
}

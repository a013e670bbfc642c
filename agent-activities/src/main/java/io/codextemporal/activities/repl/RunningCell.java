package io.codextemporal.activities.repl;

import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.repl.KernelMessage.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cell that waits for its turn or runs. Any number of attempts of its call may wait for it; when
 * none does it goes on to its end or deadline all the same. Thread-safe.
 */
final class RunningCell {
  private static final Logger LOG = LoggerFactory.getLogger(RunningCell.class);

  /** How long what its processes printed may be on its way when the cell has ended. */
  private static final Duration SETTLING = Duration.ofMillis(300);

  private static final int CALLS_AT_ONCE = 8;

  private final CompletableFuture<CellResult> result = new CompletableFuture<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<Ended.@Nullable Cause> stopped = new AtomicReference<>();
  private volatile @Nullable Thread worker;

  /** Waits for its end. An interrupt ends the waiting and nothing else. */
  CellResult await() throws InterruptedException, IOException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new IOException("the cell was lost sight of: " + e.getCause(), e.getCause());
    }
  }

  /** Waits for its end, however that came. */
  void awaitEnd() throws InterruptedException {
    try {
      result.get();
    } catch (ExecutionException e) {
      LOG.warn("a cell that was told to end failed", e.getCause());
    }
  }

  void onOutput(Consumer<String> listener) {
    listeners.add(listener);
  }

  void removeListener(Consumer<String> listener) {
    listeners.remove(listener);
  }

  /** Ends it, and its kernel if it has begun; {@link #await} tells when that is done. */
  void end(Ended.Cause why) {
    Thread thread = worker;
    if (stopped.compareAndSet(null, why) && thread != null) {
      thread.interrupt();
    }
  }

  /** Why it was told to end; null when it was not. */
  Ended.@Nullable Cause stopped() {
    return stopped.get();
  }

  /** Runs the work on a thread of its own; an {@link #end} interrupts it. */
  void start(Work work, Consumer<RunningCell> after) {
    worker =
        Thread.ofVirtual()
            .name("cell")
            .unstarted(() -> {
              try {
                CellResult done = work.run();
                after.accept(this);
                result.complete(done);
              } catch (IOException | InterruptedException | RuntimeException e) {
                after.accept(this);
                result.completeExceptionally(e);
              }
            });
    worker.start();
  }

  /** What a cell does from waiting to its result. */
  interface Work {
    CellResult run() throws IOException, InterruptedException;
  }

  /** What calls of the cell are answered with. */
  interface Calls {
    Answer answer(long id, String name, String arguments) throws InterruptedException;
  }

  /** How the evaluation ended. */
  enum End {
    WELL,
    FAILED,
    TIMED_OUT,
    TOO_MUCH,
    GONE
  }

  /**
   * Evaluates in the kernel and waits for the end.
   *
   * @param output the file for what it prints
   * @param mostOutput bytes of it, about
   * @throws InterruptedException when it was told to end
   */
  End evaluate(Kernel kernel, int number, Cell cell, Path output, long mostOutput, Hearing hearing)
      throws IOException, InterruptedException {
    try (OutputStream file = Files.newOutputStream(output, StandardOpenOption.APPEND)) {
      Evaluation evaluation = new Evaluation(kernel, number, file, mostOutput, hearing);
      evaluation.printed(kernel.late());
      try {
        kernel.run(evaluation, number, cell.code());
        return evaluation.ended.get(cell.timeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        return End.TIMED_OUT;
      } catch (ExecutionException e) {
        throw new IOException(e.getCause());
      } finally {
        evaluation.settle();
        kernel.leave();
      }
    }
  }

  /** What a cell's evaluation hands on. */
  record Hearing(Calls calls, Consumer<String> images) {}

  private final class Evaluation implements Kernel.Listener {
    private final Kernel kernel;
    private final int number;
    private final OutputStream file;
    private final long most;
    private final Hearing hearing;
    private final CompletableFuture<End> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> marked = new CompletableFuture<>();
    private final Semaphore slots = new Semaphore(CALLS_AT_ONCE);
    private final List<Thread> calling = new ArrayList<>();
    private long written;
    private boolean closed;

    private Evaluation(Kernel kernel, int number, OutputStream file, long most, Hearing hearing) {
      this.kernel = kernel;
      this.number = number;
      this.file = file;
      this.most = most;
      this.hearing = hearing;
    }

    @Override
    public void said(KernelMessage message) {
      switch (message) {
        case KernelMessage.Ready ready -> {}
        case KernelMessage.Out(String text) -> printed(text);
        case KernelMessage.Call call -> call(call);
        case KernelMessage.Image(String data) -> hearing.images().accept(data);
        case KernelMessage.Done(int cell, boolean ok) -> {
          if (cell == number) {
            ended.complete(ok ? End.WELL : End.FAILED);
          }
        }
      }
    }

    @Override
    public synchronized void printed(String text) {
      if (text.isEmpty() || closed) {
        return;
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      written += bytes.length;
      if (written > most) {
        ended.complete(End.TOO_MUCH);
        return;
      }
      try {
        file.write(bytes);
      } catch (IOException e) {
        ended.completeExceptionally(e);
      }
      listeners.forEach(listener -> listener.accept(text));
    }

    @Override
    public void marked(int cell) {
      if (cell == number) {
        marked.complete(null);
      }
    }

    @Override
    public void gone() {
      ended.complete(End.GONE);
    }

    /** Blocks the kernel's voice while too many calls are under way. */
    private void call(KernelMessage.Call call) {
      try {
        slots.acquire();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      Thread thread =
          Thread.ofVirtual()
              .name("codex.tool")
              .unstarted(() -> {
                try {
                  kernel.answer(
                      call.id(), hearing.calls().answer(call.id(), call.name(), call.arguments()));
                } catch (InterruptedException e) {
                  kernel.answer(call.id(), Answer.refused("the cell has ended"));
                } finally {
                  slots.release();
                }
              });
      synchronized (this) {
        calling.removeIf(other -> !other.isAlive());
        calling.add(thread);
        thread.start();
        if (closed) {
          thread.interrupt();
        }
      }
    }

    /** Waits a little for what is still on its way, then hears no more. */
    private void settle() {
      try {
        if (ended.isDone() && ended.getNow(End.GONE) != End.TOO_MUCH) {
          marked.get(SETTLING.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException | TimeoutException | RuntimeException e) {
        marked.complete(null);
      }
      synchronized (this) {
        closed = true;
        calling.forEach(Thread::interrupt);
      }
    }
  }
}

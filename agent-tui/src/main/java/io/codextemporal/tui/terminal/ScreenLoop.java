package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.view.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The screen's one thread and its one queue. Everything that can change the screen is a message;
 * all that wait are dealt with before a frame is painted. What a hand does is painted at once, what
 * streams at most thirty times a second. While nothing happens nothing wakes.
 *
 * <p>{@link #post} is for any thread, {@link #run} for the one that becomes the screen's.
 *
 * @param <M> the model
 */
public final class ScreenLoop<M> {
  private static final long FRAME_NANOS = 33_000_000;
  private static final long RESIZE_MILLIS = 40;
  private static final long END_MILLIS = 6_000;

  /** What a shell calls the end by SIGTERM. */
  private static final int TERMINATED = 143;

  private final LinkedBlockingQueue<Entry> queue = new LinkedBlockingQueue<>();
  private final Program<M> program;
  private final Tty tty;
  private final Consumer<Effect> world;
  private @Nullable FrameScreen screen;
  private final AtomicBoolean resizing = new AtomicBoolean();
  private volatile Habits habits;
  private M model;
  private boolean focused = true;
  private boolean dirty;
  private long paintedAt;
  private @Nullable Instant tick;
  private @Nullable String farewell;
  private volatile boolean lost;

  /** Messages of one source; {@code handled} is told when they have been dealt with. */
  private record Entry(List<Msg> messages, boolean byHand, @Nullable CountDownLatch handled) {}

  /** {@code world} does every effect that is not the terminal's own; it must not block. */
  public ScreenLoop(Program<M> program, M first, Tty tty, Habits habits, Consumer<Effect> world) {
    this.program = program;
    this.model = first;
    this.tty = tty;
    this.habits = habits;
    this.world = world;
  }

  public void post(Msg msg) {
    queue.add(new Entry(List.of(msg), false, null));
  }

  /** From now on, for titles and notifications. */
  public void use(Habits next) {
    habits = next;
  }

  /**
   * Shows the first frame, runs {@code behind} and then the screen, until it is left. The terminal
   * is as it was when this returns.
   *
   * @return what is to be said on the normal screen
   */
  public String run(Runnable behind) throws IOException {
    Thread restore = new Thread(this::restore, "restore");
    tty.enter();
    try {
      Frame first = program.frame(model);
      tty.write(FirstFrame.bytes(first, habits.colours()));
      Runtime.getRuntime().addShutdownHook(restore);
      behind.run();
      new KeyReader(tty, this::handOver, this::lose).start();
      Signals.on("WINCH", this::resized);
      Signals.on("TERM", this::terminated);
      Signals.on("HUP", this::terminated);
      screen = FrameScreen.showing(first, tty::write, habits.colours(), program.isInline());
      while (farewell == null) {
        turn();
      }
      return farewell;
    } finally {
      tty.leaveForGood();
      forget(restore);
    }
  }

  private static void forget(Thread restore) {
    try {
      Runtime.getRuntime().removeShutdownHook(restore);
    } catch (IllegalStateException e) {
      // The JVM is going down: the hook runs, and finds nothing to do.
    }
  }

  private void restore() {
    try {
      tty.leaveForGood();
    } catch (IOException e) {
      // The terminal is gone.
    }
  }

  private void turn() throws IOException {
    boolean byHand = false;
    Entry entry = await();
    while (entry != null) {
      byHand |= entry.byHand();
      for (Msg msg : entry.messages()) {
        take(msg);
      }
      if (entry.handled() != null) {
        entry.handled().countDown();
      }
      entry = queue.poll();
    }
    if (lost && farewell == null) {
      perform(new Effect.Quit(""));
    }
    Instant due = tick;
    if (due != null && !due.isAfter(Instant.now())) {
      tick = null;
      take(new Msg.Ticked(Instant.now()));
    }
    if (dirty && farewell == null && (byHand || System.nanoTime() - paintedAt >= FRAME_NANOS)) {
      paint();
    }
  }

  /** The next entry; null when it is time to paint or to tick. */
  private @Nullable Entry await() throws IOException {
    try {
      long wait = Long.MAX_VALUE;
      if (dirty) {
        wait = Math.max(0, paintedAt + FRAME_NANOS - System.nanoTime());
      }
      Instant due = tick;
      if (due != null) {
        wait = Math.min(wait, Math.max(0, Duration.between(Instant.now(), due).toNanos()));
      }
      return wait == Long.MAX_VALUE ? queue.take() : queue.poll(wait, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the screen was interrupted", e);
    }
  }

  private void take(Msg msg) throws IOException {
    if (farewell != null) {
      return;
    }
    if (msg instanceof Msg.Focused focus) {
      focused = focus.focused();
    }
    if (msg instanceof Msg.Resized || msg instanceof Msg.Resumed) {
      shown().forget();
    }
    Program.Turned<M> turned = program.update(model, msg);
    dirty |= turned.model() != model || msg instanceof Msg.Resumed;
    model = turned.model();
    for (Effect effect : turned.effects()) {
      perform(effect);
    }
  }

  private void perform(Effect effect) throws IOException {
    switch (effect) {
      case Effect.Tick asked -> tick = asked.at();
      case Effect.EditExternally edit -> edit(edit.text());
      case Effect.Copy copy -> copy(copy.text());
      case Effect.Notify news -> announce(news);
      case Effect.SetTitle title -> title(title.title());
      case Effect.Suspend suspend -> {
        part();
        tty.stop();
        resume();
      }
      case Effect.Repaint repaint -> {
        shown().forget();
        dirty = true;
      }
      case Effect.CaptureMouse mouse -> tty.mouse(mouse.on());
      case Effect.Quit quit -> {
        world.accept(quit);
        farewell = quit.farewell();
        part();
      }
      default -> world.accept(effect);
    }
  }

  private FrameScreen shown() {
    return Objects.requireNonNull(screen, "nothing is shown before it runs");
  }

  private void paint() throws IOException {
    Frame frame = program.frame(model);
    shown().show(frame, program.passed(model));
    dirty = false;
    paintedAt = System.nanoTime();
  }

  /** A screen that stays keeps what was said and done on it, not what was there to type in. */
  private void part() throws IOException {
    if (program.isInline() && !lost) {
      Frame frame = program.parting(model);
      shown().show(frame, program.passed(model));
      tty.leavesAt(frame.cursorRow());
    }
  }

  private void edit(String text) throws IOException {
    tty.leave();
    String edited = ExternalEditor.edit(text, habits.environment());
    tty.measure();
    tty.enter();
    take(new Msg.Edited(edited));
    resume();
  }

  private void resume() throws IOException {
    take(new Msg.Resized(tty.size()));
    take(new Msg.Resumed());
  }

  private void copy(String text) throws IOException {
    tty.write(Clipboard.sequence(text, habits.environment().containsKey("TMUX")));
    List<String> tool =
        Clipboard.tool(habits.environment(), System.getProperty("os.name", "").startsWith("Mac"));
    if (!tool.isEmpty()) {
      Thread.ofPlatform().daemon().name("clipboard").start(() -> Clipboard.give(text, tool));
    }
  }

  private void announce(Effect.Notify news) throws IOException {
    if (habits.notifies() && (habits.always() || !focused)) {
      String said = news.title().isEmpty() ? news.body() : news.title() + ": " + news.body();
      String told = "\u001b]9;" + printable(said) + "\u0007";
      boolean tmux = habits.environment().containsKey("TMUX");
      tty.write(bytes(habits.bell() ? "\u0007" : tmux ? Clipboard.throughTmux(told) : told));
    }
  }

  private void title(String title) throws IOException {
    if (habits.title()) {
      tty.write(bytes("\u001b]0;" + printable(title) + "\u0007"));
    }
  }

  /** What is told to a terminal inside a sequence can neither end it nor begin another. */
  private static String printable(String text) {
    return text.codePoints()
        .filter(point -> !Character.isISOControl(point))
        .limit(200)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Left as by a hand; a screen that cannot be left so ends a moment later, as if unheard. */
  private void terminated() {
    post(new Msg.Terminated());
    Thread.ofPlatform()
        .daemon()
        .name("end")
        .start(() -> {
          try {
            Thread.sleep(END_MILLIS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          System.exit(TERMINATED);
        });
  }

  /** The reader's: there is no terminal any more. */
  private void lose() {
    lost = true;
    queue.add(new Entry(List.of(), false, null));
  }

  /** The reader's: returns when the messages have been dealt with. */
  private void handOver(List<Msg> messages) {
    CountDownLatch handled = new CountDownLatch(1);
    queue.add(new Entry(messages, true, handled));
    try {
      handled.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Many signals in a row are one resize, told when they are over. */
  private void resized() {
    if (resizing.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("resize")
          .start(() -> {
            try {
              Thread.sleep(RESIZE_MILLIS);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            resizing.set(false);
            Size size = tty.measure();
            post(new Msg.Resized(size));
          });
    }
  }
}

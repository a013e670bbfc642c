package io.codextemporal.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ScreenLoopTest {
  private static final Size SIZE = new Size(20, 4);

  private final FakeTty tty = new FakeTty();
  private final List<Effect> done = Collections.synchronizedList(new ArrayList<>());
  private final ScreenLoop<String> loop =
      new ScreenLoop<>(
          new Letters(), "", tty, Habits.usual(Map.of("EDITOR", "printf edited >")), done::add);

  ScreenLoopTest() throws IOException {}

  /** The model is what was typed; some letters ask for effects. */
  private static final class Letters implements Program<String> {
    @Override
    public Turned<String> update(String model, Msg msg) {
      return switch (msg) {
        case Msg.Pressed pressed -> pressed(model, pressed);
        case Msg.Done said -> new Turned<>(model + said.sentence(), List.of());
        case Msg.Ticked ticked -> new Turned<>(model + "T", List.of(new Effect.Quit("bye")));
        case Msg.Edited edited -> new Turned<>(String.valueOf(edited.text()), List.of());
        default -> new Turned<>(model, List.of());
      };
    }

    private static Turned<String> pressed(String model, Msg.Pressed pressed) {
      String next = model + pressed.key().text();
      return switch (pressed.key().text()) {
        case "q" -> new Turned<>(next, List.of(new Effect.Quit("bye")));
        case "t" -> new Turned<>(next, List.of(new Effect.Tick(Instant.now())));
        case "e" -> new Turned<>(next, List.of(new Effect.EditExternally(model)));
        case "z" -> new Turned<>(next, List.of(new Effect.Suspend()));
        case "s" -> new Turned<>(next, List.of(new Effect.Show()));
        case "n" -> new Turned<>(next, List.of(new Effect.Notify("Done", "a\u001b]0;b\u0007c")));
        case "c" -> new Turned<>(next, List.of(new Effect.Copy("x")));
        default -> new Turned<>(next, List.of());
      };
    }

    @Override
    public Frame frame(String model) {
      List<Cell> row = new ArrayList<>(Collections.nCopies(SIZE.columns(), Cell.BLANK));
      for (int i = 0; i < Math.min(SIZE.columns(), model.length()); i++) {
        row.set(i, new Cell(model.substring(i, i + 1), 1, Style.PLAIN));
      }
      List<Cell> blank = Collections.nCopies(SIZE.columns(), Cell.BLANK);
      return new Frame(SIZE, List.of(row, blank, blank, blank), 0, 0);
    }
  }

  private String ran() throws Exception {
    return started().get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<String> started() {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return loop.run(() -> {});
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    });
  }

  private void shows(String text) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!tty.all().contains(text) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(tty.all()).contains(text);
  }

  @Test
  void keysBecomeFramesUntilItIsLeft() throws Exception {
    CompletableFuture<String> end = started();
    tty.type("ab");
    shows("ab");
    tty.type("q");

    assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("bye");
    assertThat(tty.calls).containsExactly("enter", "end");
  }

  @Test
  void whatOthersPostIsShownButNotOneFrameEach() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      loop.post(new Msg.Done("x"));
    }
    tty.type("q");

    ran();

    assertThat(tty.frames()).isLessThan(20);
  }

  @Test
  void aTickComesWhenItWasAskedFor() throws Exception {
    tty.type("t");

    assertThat(ran()).isEqualTo("bye");
  }

  @Test
  void anEditorHasTheTerminalToItself() throws Exception {
    tty.type("e");
    loop.post(new Msg.Done("-"));
    tty.type("q");

    ran();

    assertThat(tty.calls).containsExactly("enter", "leave", "enter", "end");
  }

  @Test
  void aStoppedScreenIsPaintedAnew() throws Exception {
    tty.type("z");
    tty.type("q");

    ran();

    assertThat(tty.calls).containsExactly("enter", "stop", "end");
  }

  @Test
  void effectsThatAreNotTheTerminalsAreTheWorlds() throws Exception {
    tty.type("scq");

    ran();

    assertThat(done).containsExactly(new Effect.Show(), new Effect.Quit("bye"));
    assertThat(tty.all()).contains("\u001b]52;c;eA==\u0007");
  }

  @Test
  void whoLooksElsewhereIsTold() throws Exception {
    tty.type("n\u001b[On");
    tty.type("q");

    ran();

    assertThat(tty.all()).containsOnlyOnce("\u001b]9;Done: a]0;bc\u0007");
  }

  @Test
  void habitsDecideWhoIsToldAndHow() throws Exception {
    loop.use(new Habits(true, true, true, true, true, Map.of()));
    tty.type("n");
    tty.type("q");

    ran();

    assertThat(tty.all()).contains("\u0007").doesNotContain("\u001b]9;");
  }

  @Test
  void tmuxHandsANotificationOn() throws Exception {
    loop.use(new Habits(true, true, false, true, true, Map.of("TMUX", "x")));
    tty.type("n");
    tty.type("q");

    ran();

    assertThat(tty.all()).contains("\u001bPtmux;\u001b\u001b]9;Done: a]0;bc\u0007\u001b\\");
  }

  @Test
  void aTerminalThatIsGoneEndsIt() throws Exception {
    tty.hangUp();

    assertThat(ran()).isEmpty();
    assertThat(done).containsExactly(new Effect.Quit(""));
  }

  @Test
  void aLoneEscapeIsAKey() throws Exception {
    List<Msg> heard = Collections.synchronizedList(new ArrayList<>());
    KeyReader reader = new KeyReader(tty, heard::addAll, () -> {});
    tty.type("\u001b");
    tty.hangUp();

    reader.run();

    assertThat(heard)
        .singleElement()
        .satisfies(msg -> assertThat(((Msg.Pressed) msg).key()).isEqualTo(Key.of(Key.Name.ESCAPE)));
  }

  @Test
  void sizesAreReadAsSttyTellsThem() {
    assertThat(SttyTerminal.parse("24 80\n")).isEqualTo(new Size(80, 24));
    assertThat(SttyTerminal.parse("0 0")).isNull();
    assertThat(SttyTerminal.parse("stty: not a tty")).isNull();
  }
}

package io.codextemporal.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ComposerTest {
  @Test
  void stepsAreWholeClusters() {
    Draft draft = Draft.of("a👍🏽e\u0301");

    assertThat(draft.left()).isEqualTo(5);
    assertThat(draft.at(5).left()).isEqualTo(1);
    assertThat(draft.at(0).right()).isEqualTo(1);
    assertThat(draft.at(1).right()).isEqualTo(5);
    assertThat(draft.at(1).deleteTo(5).text()).isEqualTo("ae\u0301");
  }

  @Test
  void wordsAndLinesAreFound() {
    Draft draft = new Draft("one two\nthree-four", 18);

    assertThat(draft.wordLeft()).isEqualTo(14);
    assertThat(draft.blankLeft()).isEqualTo(8);
    assertThat(draft.lineStart()).isEqualTo(8);
    assertThat(draft.at(0).wordRight()).isEqualTo(3);
    assertThat(draft.at(2).lineEnd()).isEqualTo(7);
    assertThat(new Draft("\n\n", 1).left()).isZero();
    assertThat(new Draft("a\nb", 2).left()).isEqualTo(1);
  }

  @Test
  void killedTextIsYankedAndTheOneBeforeItToo() {
    Composer composer = Composer.EMPTY.type("first second");
    composer = composer.killTo(composer.draft().blankLeft());
    composer = composer.killTo(0);
    assertThat(composer.isEmpty()).isTrue();

    composer = composer.yank();
    assertThat(composer.message()).isEqualTo("first ");
    assertThat(composer.yankPop().message()).isEqualTo("second");
    assertThat(composer.type("x").yankPop().message()).isEqualTo("first x");
  }

  @Test
  void aLongPasteIsOneChipAndIsSentWhole() {
    String text = "x".repeat(1_003);
    Composer composer = Composer.EMPTY.type("see ").paste(text).type(" now");

    assertThat(composer.draft().text()).hasSize(9);
    assertThat(composer.label(4)).isEqualTo("[Pasted Content 1003 chars]");
    assertThat(composer.message()).isEqualTo("see " + text + " now");

    Composer gone = composer.move(5).deleteTo(4);
    assertThat(gone.message()).isEqualTo("see  now");
    assertThat(gone.undone().message()).contains(text);
  }

  @Test
  void aShortPasteIsTextAndControlsAreLeftOut() {
    assertThat(Composer.EMPTY.paste("a\nb\u001b[31mc\ue000").message()).isEqualTo("a\nbc");
  }

  @Test
  void undoGoesBackThroughEveryEdit() {
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      Composer composer = Composer.EMPTY;
      List<String> before = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        Composer next = step(random).apply(composer);
        if (!next.draft().text().equals(composer.draft().text())) {
          before.add(composer.draft().text());
        }
        composer = next;
      }
      for (String text : before.reversed()) {
        composer = composer.undone();
        assertThat(composer.draft().text()).as("seed %d", seed).isEqualTo(text);
      }
    }
  }

  private static UnaryOperator<Composer> step(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1 -> composer -> composer.type("wörd ");
      case 2 -> composer -> composer.move(composer.draft().wordLeft());
      case 3 -> composer -> composer.killTo(composer.draft().wordLeft());
      case 4 -> composer -> composer.deleteTo(composer.draft().left());
      default -> Composer::yank;
    };
  }
}

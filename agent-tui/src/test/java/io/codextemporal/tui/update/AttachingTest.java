package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images in the message that is being written. */
class AttachingTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final UserImage SHOT = new UserImage("ab".repeat(32), "shot.png", 800, 600);
  private static final UserImage PLAN = new UserImage("cd".repeat(32), "plan.gif", 30, 20);

  private final Screenplay screen = new Screenplay(80, 24).attached();

  @Test
  void aPastedNameOfAnImageBecomesAnImage() {
    screen.tell(new Msg.Pasted("/home/ada/shot.png ", NOW));
    assertThat(screen.effects())
        .contains(new Effect.AttachImages("/home/ada/shot.png ", List.of("/home/ada/shot.png")));
    assertThat(screen.model().desk().composer().isEmpty()).isTrue();

    screen.tell(new Msg.ImagesAttached(List.of(SHOT, PLAN), NOW)).type("compare");
    assertThat(screen.shown()).contains("[Image #1 shot.png 800x600] [Image #2 plan.gif 30x20] c");
    screen.press("enter");
    assertThat(sent())
        .isEqualTo(
            UserText.of("[Image #1 shot.png 800x600] [Image #2 plan.gif 30x20] compare")
                .with(List.of(SHOT, PLAN)));
  }

  @Test
  void whatNamesNoImageStaysAText() {
    screen.tell(new Msg.NoImages("/home/ada/shot.png", "It stays a text: it is a folder", NOW));
    assertThat(screen.model().desk().composer().message()).isEqualTo("/home/ada/shot.png");
    assertThat(screen.shown()).contains("It stays a text: it is a folder");
  }

  @Test
  void anImageIsOneStepOfTheCaretAndThoseBehindItCountDown() {
    screen.tell(new Msg.ImagesAttached(List.of(SHOT, PLAN), NOW));
    screen.press("left", "left", "left", "backspace");
    assertThat(screen.model().desk().composer().message().strip())
        .isEqualTo("[Image #1 plan.gif 30x20]");
    assertThat(screen.model().desk().composer().images()).containsExactly(PLAN);
  }

  @Test
  void aSteerAndAQueuedMessageTakeImages() {
    screen.happens(Screenplay.started());
    screen.tell(new Msg.ImagesAttached(List.of(SHOT), NOW)).press("enter");
    assertThat(sent().images()).containsExactly(SHOT);
    screen.tell(new Msg.ImagesAttached(List.of(PLAN), NOW)).press("tab");
    assertThat(sent().images()).containsExactly(PLAN);
  }

  @Test
  void whatIsNotTakenComesBackWithItsImages() {
    screen.tell(new Msg.ImagesAttached(List.of(SHOT), NOW)).type("see").press("enter");
    OpId op = submitted().id();
    screen.tell(new Msg.NotSent(op, "The session is gone", ""));
    assertThat(screen.model().desk().composer().images()).containsExactly(SHOT);
    screen.press("enter");
    assertThat(sent().images()).containsExactly(SHOT);
  }

  @Test
  void aQueuedMessageAndOneThatWasTypedBeforeComeBackWithTheirImages() {
    QueuedMessage queued = new QueuedMessage(new OpId("q"), "tui 1 ada@box", "look", List.of(PLAN));
    screen.happens(Screenplay.started(), new AgentEvent.QueueChanged(List.of(queued)));
    screen.press("shift-left");
    assertThat(screen.model().desk().composer().message())
        .isEqualTo("[Image #1 plan.gif 30x20] look");
    assertThat(screen.model().desk().composer().images()).containsExactly(PLAN);
    screen.press("enter", "up");
    assertThat(screen.model().desk().composer().images()).containsExactly(PLAN);
  }

  @Test
  void aMessageOfAnotherClientShowsItsImages() {
    screen.happens(
        new AgentEvent.UserMessage(
            Screenplay.TURN, new OpId("o"), "exec 1 bob@box", "look", List.of(SHOT)));
    assertThat(screen.shown()).contains("[Image #1 shot.png 800x600] look");
  }

  @Test
  void aDraftThatIsLeftKeepsItsImages() {
    screen.tell(new Msg.ImagesAttached(List.of(SHOT), NOW)).type("compare\n");
    screen.tell(new Msg.ImagesAttached(List.of(PLAN), NOW));
    Effect.SaveDraft saved =
        screen.effects().stream()
            .filter(Effect.SaveDraft.class::isInstance)
            .map(Effect.SaveDraft.class::cast)
            .toList()
            .getLast();
    Screenplay next = new Screenplay(80, 24).tell(new Msg.DraftLoaded(saved.text()));
    assertThat(next.model().desk().composer().images()).containsExactly(SHOT, PLAN);
    assertThat(next.model().desk().composer().message())
        .isEqualTo(screen.model().desk().composer().message());

    screen.press("enter");
    String unsent = Sending.unsaved(screen.model());
    assertThat(DraftText.read(unsent).images()).containsExactly(SHOT, PLAN);
    assertThat(DraftText.read("text\n\u0001a\u0001b\u0001c\u0001d").images()).isEmpty();
  }

  @Test
  void anImageThatIsChosenAmongTheFilesIsAttached() {
    screen.type("see @pl");
    OpId asked = submitted().id();
    screen.happens(new AgentEvent.FilesListed(asked, List.of("my plan.gif"), false));
    screen.press("tab");
    assertThat(screen.model().desk().composer().message()).isEqualTo("see ");
    assertThat(screen.effects())
        .contains(
            new Effect.AttachImages("\"my plan.gif\" ", List.of("/home/ada/app/my plan.gif")));
  }

  @Test
  void twentyImagesAreEnough() {
    screen.tell(new Msg.ImagesAttached(Collections.nCopies(21, SHOT), NOW));
    assertThat(screen.model().desk().composer().images()).hasSize(20);
    assertThat(screen.shown()).contains("A message takes at most 20 images");
  }

  @Test
  void theClipboardIsAskedForAnImage() {
    screen.press("ctrl-v");
    assertThat(screen.effects()).contains(new Effect.PasteImage());
  }

  private Op submitted() {
    return screen.effects().reversed().stream()
        .filter(Effect.Submit.class::isInstance)
        .map(effect -> ((Effect.Submit) effect).op())
        .findFirst()
        .orElseThrow();
  }

  private UserText sent() {
    return switch (submitted()) {
      case Op.UserTurn turn -> turn.text();
      case Op.Steer steer -> steer.text();
      case Op.QueueAdd add -> add.text();
      default -> throw new AssertionError("another op");
    };
  }
}

package io.codextemporal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.protocol.UserText;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ImagesTest {
  private static final UserImage SHOT = new UserImage("ab".repeat(32), "shot.png", 800, 600);
  private static final UserImage PLAN = new UserImage("cd".repeat(32), "plan.gif", 30, 20);

  @Test
  void imagesComeWithATurnASteerAndAQueuedMessageByTheirNames() {
    try (SessionRig rig = new SessionRig()) {
      CountDownLatch gate = Gates.closed(rig);
      rig.open();
      rig.send(id -> new Op.UserTurn(id, "ada", said("what is it?", SHOT), null, null));
      rig.awaitThat("the model", () -> !rig.machine.asked.isEmpty());
      OpId queued = rig.send(id -> new Op.QueueAdd(id, "bob", said("", PLAN)));
      rig.send(id -> new Op.QueueEdit(id, "bob", queued, said("and that", PLAN, SHOT)));
      rig.send(id -> new Op.Steer(id, "ada", said("rather this", PLAN)));
      rig.awaitThat("the second request", () -> rig.machine.asked.size() == 2);
      gate.countDown();
      rig.awaitTurns(2);

      List<ConversationItem> asked = rig.machine.asked.getLast();
      assertThat(asked)
          .contains(
              OutputItems.userMessage("what is it?", List.of(SHOT)),
              OutputItems.userMessage("rather this", List.of(PLAN)),
              OutputItems.userMessage("and that", List.of(PLAN, SHOT)));
      assertThat(asked.toString()).contains("\"ct-image:" + SHOT.digest() + "/shot.png\"");
      assertThat(rig.await(AgentEvent.UserMessage.class, e -> e.text().equals("and that")).images())
          .containsExactly(PLAN, SHOT);
    }
  }

  @Test
  void tooManyImagesAndNothingAtAllAreRefused() {
    try (SessionRig rig = new SessionRig().open()) {
      UserText many = UserText.of("look").with(Collections.nCopies(21, SHOT));
      OpId refused = rig.send(id -> new Op.UserTurn(id, "ada", many, null, null));
      OpId empty = rig.send(id -> new Op.UserTurn(id, "ada", UserText.of(" "), null, null));
      rig.send(id -> new Op.UserTurn(id, "ada", said("", SHOT), null, null));
      rig.awaitTurns(1);
      assertThat(rig.answers(refused)).containsExactly("a message takes at most 20 images");
      assertThat(rig.answers(empty)).containsExactly("the message is empty");
      assertThat(rig.show().summary().title()).isEqualTo("[Image #1 shot.png 800x600]");
    }
  }

  private static UserText said(String words, UserImage... images) {
    return UserText.of(words).with(List.of(images));
  }
}

package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.UserImage;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation names its images; a request holds them. */
@Tag("slow")
@Timeout(30)
class ImagesInRequestsTest {
  @TempDir Path folder;
  private final ScriptedModel server = ScriptedModel.start();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private ModelRig rig;

  @BeforeEach
  void open() {
    rig = new ModelRig(server, folder);
    temporal.registerActivitiesImplementations(rig.activities);
    server.otherwise(request -> Reply.say("seen"));
  }

  @AfterEach
  void close() {
    temporal.close();
    server.close();
  }

  @Test
  void aPictureIsPutWhereItIsNamed() throws Exception {
    byte[] png = png(30, 20);
    UserImage image = rig.images.leave(png, "shot.png");
    rig.append(OutputItems.userMessage("what is it?", List.of(image)));
    assertThat(ask().warnings()).isEmpty();

    JsonNode content = server.lastRequest().input().getLast().path("content");
    assertThat(content.path(0).path("type").asText()).isEqualTo("input_image");
    assertThat(content.path(0).path("image_url").asText())
        .isEqualTo("data:image/png;base64," + Base64.getEncoder().encodeToString(png));
    assertThat(content.path(1).path("text").asText()).isEqualTo("what is it?");
  }

  @Test
  void aLargeOneIsSentSmallAndAlwaysTheSame() throws Exception {
    UserImage image = rig.images.leave(png(3_000, 2_000), "large.png");
    rig.append(OutputItems.userMessage("look", List.of(image)));
    ask();
    String first = server.lastRequest().input().getLast().toString();
    ModelRig other = new ModelRig(server, folder);
    other.append(OutputItems.userMessage("look", List.of(image)));
    rig = other;
    assertThat(first).hasSizeLessThan(500_000).contains("data:image/");
    TestActivityEnvironment again = TestActivityEnvironment.newInstance();
    again.registerActivitiesImplementations(other.activities);
    ask(again);
    again.close();
    assertThat(server.lastRequest().input().getLast().toString()).isEqualTo(first);
  }

  @Test
  @Tag("D7")
  void whatThisMachineLacksIsSaidOnceAndTheSessionGoesOn() throws Exception {
    UserImage image = rig.images.leave(png(30, 20), "shot.png");
    Files.delete(folder.resolve("state/images").resolve(image.digest()));
    rig.append(OutputItems.userMessage("what is it?", List.of(image)));
    String sentence =
        "The image shot.png is not shown to the model: its file is not on this machine any more.";
    assertThat(ask().warnings()).containsExactly(sentence);
    assertThat(server.lastRequest().lastUserText())
        .isEqualTo("[" + sentence.substring(0, sentence.length() - 1) + "]what is it?");
    rig.say("and now?");
    assertThat(ask().warnings()).isEmpty();
  }

  @Test
  void aModelThatDoesNotLookIsToldASentence() throws Exception {
    rig.model = "qwen3";
    UserImage image = rig.images.leave(png(30, 20), "shot.png");
    rig.append(OutputItems.userMessage("look", List.of(image)));
    assertThat(ask().warnings())
        .containsExactly(
            "The image shot.png is not shown to the model: qwen3 does not look at images.");
    assertThat(server.lastRequest().input().toString()).doesNotContain("input_image");
  }

  @Test
  void aFileThatLiesAboutItselfIsLeftOut() throws Exception {
    byte[] png = png(30, 20);
    byte[] broken = java.util.Arrays.copyOf(png, png.length - 30);
    broken[45] ^= 0x55;
    UserImage image = rig.images.leave(broken, "broken.png");
    rig.append(OutputItems.userMessage("look", List.of(image)));
    assertThat(ask().warnings().getFirst())
        .startsWith("The image broken.png is not shown to the model: it cannot be decoded");
  }

  private ModelReply.Answered ask() {
    return ask(temporal);
  }

  private ModelReply.Answered ask(TestActivityEnvironment environment) {
    ModelActivities stub =
        environment.newActivityStub(
            ModelActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(20)).build());
    ModelReply.Answered answered = (ModelReply.Answered) stub.call(rig.call());
    rig.history.markAnswered(rig.history.prefix());
    for (ConversationItem item : answered.items()) {
      rig.append(item);
    }
    return answered;
  }

  private static byte[] png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < Math.min(width, height); i++) {
      image.setRGB(i, i, 0xff8800 + i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}

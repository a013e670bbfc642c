package io.codextemporal.activities.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewImageToolTest implements Progress {
  private static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000004");

  /** One black pixel. */
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(folder.resolve("ws")).toRealPath();
  }

  @Test
  void anInterruptEndsItBeforeAnythingIsDecoded() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> view("i", "gpt-5.5")).isInstanceOf(InterruptedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif"})
  void aSmallImagePassesAsItIs(String format) throws Exception {
    ImageIO.write(
        new BufferedImage(30, 20, BufferedImage.TYPE_INT_RGB), format, root.resolve("i").toFile());
    assertThat(view("i", "gpt-5.5").images())
        .containsExactly(
            "data:image/"
                + format
                + ";base64,"
                + Base64.getEncoder().encodeToString(Files.readAllBytes(root.resolve("i"))));
  }

  @Test
  void webpIsRead() throws Exception {
    Files.write(root.resolve("i"), Base64.getDecoder().decode(WEBP));
    assertThat(view("i", "gpt-5.5").images()).containsExactly("data:image/webp;base64," + WEBP);
  }

  @Test
  void aLargeOneIsMadeAsSmallAsTheModelLooksAtIt() throws Exception {
    BufferedImage noise = new BufferedImage(3_000, 2_000, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(1);
    for (int y = 0; y < noise.getHeight(); y++) {
      for (int x = 0; x < noise.getWidth(); x++) {
        noise.setRGB(x, y, random.nextInt());
      }
    }
    ImageIO.write(noise, "png", root.resolve("i").toFile());
    String url = view("i", "gpt-5.5").images().getFirst();
    assertThat(url.length()).isLessThan(500_000);
    BufferedImage shown =
        ImageIO.read(
            new ByteArrayInputStream(
                Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1))));
    assertThat(shown.getWidth()).isLessThanOrEqualTo(2_048);
    assertThat(shown.getHeight()).isLessThanOrEqualTo(768);
    assertThat((double) shown.getWidth() / shown.getHeight()).isBetween(1.48, 1.52);
  }

  @Test
  void aBombIsKnownByItsHeader() throws Exception {
    Files.write(root.resolve("i"), pngHeader(60_000, 60_000));
    assertThat(view("i", "gpt-5.5").output())
        .endsWith("it has 60000 x 60000 pixels, which is too many");
  }

  @Test
  void whatIsNoImageIsSaid() throws Exception {
    Files.writeString(root.resolve("i"), "text");
    assertThat(view("i", "gpt-5.5").output())
        .isEqualTo(
            "unable to process image at `"
                + root.resolve("i")
                + "`: it is no PNG, JPEG, GIF or WebP image");
    assertThat(view("none", "gpt-5.5").output())
        .isEqualTo(
            "unable to locate image at `"
                + root.resolve("none")
                + "`: No such file or directory (os error 2)");
    assertThat(view(".", "gpt-5.5").output()).endsWith("` is not a file");
    assertThat(view("i", "qwen3").output())
        .isEqualTo("view_image is not allowed because you do not support image inputs");
  }

  private static byte[] pngHeader(int width, int height) {
    byte[] ihdr =
        ByteBuffer.allocate(17)
            .put(new byte[] {'I', 'H', 'D', 'R'})
            .putInt(width)
            .putInt(height)
            .put(new byte[] {8, 2, 0, 0, 0})
            .array();
    CRC32 crc = new CRC32();
    crc.update(ihdr);
    return ByteBuffer.allocate(8 + 4 + 17 + 4)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(ihdr)
        .putInt((int) crc.getValue())
        .array();
  }

  private Completed view(String path, String model) throws Exception {
    ToolSettings settings =
        new ToolSettings(
            root.toString(),
            ApprovalMode.NEVER,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT);
    String arguments = new ObjectMapper().writeValueAsString(Map.of("path", path));
    ToolRun run =
        new ToolRun(
            SESSION,
            new TurnId("turn-1"),
            new ToolCall(new CallId("c"), "view_image", arguments, false, RetryClass.READ_ONLY),
            settings,
            null,
            List.of(),
            false,
            50,
            model,
            null);
    Places places = new Places(folder.resolve("codex"), folder.resolve("home"));
    return (Completed) new ViewImageTool(places, Ceiling.NONE, new ModelCatalogue()).run(run, this);
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}

package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.protocol.UserText;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SealedDataConverter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageFilesTest {
  private static final String PNG =
      "89504e470d0a1a0a0000000d494844520000032000000258080200000000" + "0000000000000000000000";

  private static final String GIF =
      "474946383961200358020000000000000000000000000000000000000000" + "0000";

  private static final String LOSSY =
      "52494646000000005745425056503820000000000000009d012a20035802" + "000000000000";

  private static final String LOSSLESS =
      "5249464600000000574542505650384c000000002f1fc395000000000000" + "000000";

  private static final String EXTENDED =
      "5249464600000000574542505650385800000000000000001f0300570200" + "00000000";

  private static final String JPEG =
      "ffd8ffe000100000000000000000000000000000ffffc400040000ffc000"
          + "110802580320000000000000000000000000";

  @TempDir Path folder;

  private ImageFiles files() {
    return new ImageFiles(new Places(folder, folder.resolve("home")));
  }

  private Path file(String name, String hex) throws IOException {
    return Files.write(folder.resolve(name), HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @CsvSource({
    PNG + ",800,600",
    GIF + ",800,600",
    LOSSY + ",800,600",
    LOSSLESS + ",800,600",
    EXTENDED + ",800,600",
    JPEG + ",800,600",
  })
  void theSizeStandsInTheHeader(String hex, int width, int height) throws Exception {
    UserImage image = files().leave(file("shot [1].x", hex));
    assertThat(image.width()).isEqualTo(width);
    assertThat(image.height()).isEqualTo(height);
    assertThat(image.label(2)).isEqualTo("[Image #2 shot _1_.x 800x600]");
    assertThat(files().read(image.digest())).hasValue(HexFormat.of().parseHex(hex));
  }

  @Test
  void whatIsNoImageIsRefusedInAFewWords() throws Exception {
    assertRefused(folder.resolve("none.png"), "there is no such file");
    assertRefused(folder, "it is a folder");
    assertRefused(Path.of("/dev/null"), "it is no file");
    String no = "it is no PNG, JPEG, GIF or WebP image";
    assertRefused(Files.writeString(folder.resolve("t"), "text ".repeat(9)), no);
    assertRefused(Files.writeString(folder.resolve("e"), ""), no);
    for (String hex : List.of(PNG, GIF, LOSSY, EXTENDED, JPEG)) {
      assertRefused(file("cut", hex.substring(0, 16)), no);
    }
    assertRefused(file("endless", "ffd8" + "ff".repeat(60)), no);
    assertThat(folder.resolve("home/state/images")).isEmptyDirectory();
  }

  @Test
  void aBombIsKnownByItsHeader() throws Exception {
    String bomb = PNG.replace("0000032000000258", "0000ea600000ea60");
    assertRefused(file("b", bomb), "it has 60000 x 60000 pixels, which is too many");
    String negative = PNG.replace("0000032000000258", "ffffffffffffffff");
    assertRefused(file("n", negative), "it has 4294967295 x 4294967295 pixels, which is too many");
    assertRefused(
        file("z", PNG.replace("00000320", "00000000")), "it has 0 x 600 pixels, which is too many");
  }

  @Test
  void anUnreadableFileIsSaid() throws Exception {
    Path file = file("secret.png", PNG);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertRefused(file, "it may not be read");
  }

  @Test
  void aHundredMegabytesAreRefusedBeforeTheyAreRead() throws Exception {
    Path large = file("large.png", PNG);
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(100_000_000);
    }
    assertRefused(large, "it is larger than 50 MB");
  }

  /** Whatever the images are, the message stays small: a signal over 2 MB would end the session. */
  @Test
  void aMessageWithTwentyImagesIsAFewKilobytes() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<UserImage> images = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      byte[] file = new byte[random.nextInt(40, 3_000_000)];
      random.nextBytes(file);
      byte[] png = HexFormat.of().parseHex(PNG);
      System.arraycopy(png, 0, file, 0, png.length);
      String name = "界".repeat(random.nextInt(1, 80)) + i + ".png";
      images.add(files().leave(Files.write(folder.resolve(name), file)));
    }
    Op op = new Op.Steer(new OpId("op"), "exec", UserText.of("look").with(images));
    SealedDataConverter wire =
        new SealedDataConverter(Keyring.random()).boundTo("default", new SessionId("s").value());
    int bytes = wire.toPayload(op).orElseThrow().getSerializedSize();
    assertThat(bytes).as("seed %s", seed).isLessThan(10_000);
    Op read = wire.fromPayload(wire.toPayload(op).orElseThrow(), Op.class, Op.class);
    assertThat(read).isEqualTo(op);
  }

  @Test
  @Tag("D7")
  void whatIsGoneOrChangedIsNotThere() throws Exception {
    UserImage image = files().leave(file("a.png", PNG));
    Path kept = folder.resolve("home/state/images").resolve(image.digest());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    Files.writeString(kept, "other");
    assertThat(files().read(image.digest())).isEmpty();
    Files.delete(kept);
    assertThat(files().read(image.digest())).isEmpty();
    assertThat(files().read("../../key")).isEmpty();
  }

  @Test
  void whatNobodyUsedForMonthsGoes() throws Exception {
    UserImage old = files().leave(file("a.png", PNG));
    Path kept = folder.resolve("home/state/images").resolve(old.digest());
    Files.setLastModifiedTime(kept, FileTime.from(Instant.now().minus(Duration.ofDays(91))));
    UserImage used = files().leave(file("b.gif", GIF));
    try (Stream<Path> left = Files.list(kept.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly(used.digest());
    }
  }

  private void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> files().leave(file))
        .isInstanceOf(ImageFileException.class)
        .hasMessage(why);
  }
}

package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTrustTest {
  private static final Path FOLDER = Path.of("/home/ada/app");

  @TempDir Path root;
  private Path file;
  private Places places;
  private FolderTrust trust;

  @BeforeEach
  void places() throws IOException {
    Files.createDirectories(root.resolve("codex"));
    places = new Places(root.resolve("codex"), root.resolve("ours"));
    file = places.configFile();
    trust = new FolderTrust(places);
  }

  @Test
  void makesTheFileThatIsNotThere() throws IOException {
    assertThat(level(FOLDER)).isEqualTo(Trust.UNKNOWN);

    trust.trust(FOLDER);

    assertThat(Files.readString(file))
        .isEqualTo("[projects.\"/home/ada/app\"]\ntrust_level = \"trusted\"\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(level(FOLDER)).isEqualTo(Trust.TRUSTED);
  }

  @Test
  void addsATableAndKeepsEveryOtherCharacter() throws IOException {
    String before = "# mine\nmodel = \"m\"   # why\n\n[tui]\ntheme='x'";
    Files.writeString(file, before);

    trust.trust(FOLDER);

    assertThat(Files.readString(file))
        .isEqualTo(before + "\n\n[projects.\"/home/ada/app\"]\ntrust_level = \"trusted\"\n");
  }

  @Test
  void changesTheValueThatIsThere() throws IOException {
    Files.writeString(
        file,
        "[projects.\"/home/ada/app\"]\n  trust_level= 'untrusted' # no\nx = 1\n[projects.b]\n");

    trust.trust(FOLDER);

    assertThat(Files.readString(file))
        .isEqualTo(
            "[projects.\"/home/ada/app\"]\n  trust_level= \"trusted\" # no\nx = 1\n[projects.b]\n");
    trust.distrust(FOLDER);
    assertThat(level(FOLDER)).isEqualTo(Trust.UNTRUSTED);
  }

  @Test
  void addsTheValueToATableThatIsThere() throws IOException {
    Files.writeString(file, "[projects.\"/home/ada/app\"] # here\r\nother = 1\r\n");

    trust.trust(FOLDER);

    assertThat(Files.readString(file))
        .isEqualTo(
            "[projects.\"/home/ada/app\"] # here\r\ntrust_level = \"trusted\"\r\nother = 1\r\n");
  }

  @Test
  void whatIsSaidAlreadyIsNotWrittenAgain() throws IOException {
    trust.trust(FOLDER);
    Object written = Files.getAttribute(file, "unix:ino");

    trust.trust(FOLDER);

    assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model = \"",
        "[projects",
        "projects = { \"/a\" = { trust_level = \"x\" } }",
        "projects = 1"
      })
  void aFileItCannotChangeStaysAsItIs(String before) throws IOException {
    Files.writeString(file, before);

    assertThatThrownBy(() -> trust.trust(FOLDER)).isInstanceOf(ConfigException.class);

    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(files(file.getParent())).containsExactly("config.toml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/a b/\"q\"", "/back\\slash", "/tab\there", "/日本/é", "/dot.ted/[x]", "/'"})
  void anyNameOfAFolderCanBeWritten(String name) {
    trust.trust(Path.of(name));

    assertThat(level(Path.of(name))).isEqualTo(Trust.TRUSTED);
  }

  @Test
  void aLinkedFileIsChangedWhereItIsAndKeepsItsMode() throws IOException {
    Path real = Files.writeString(root.resolve("dotfile.toml"), "a = 1\n");
    Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r--r--"));
    Files.createSymbolicLink(file, real);

    trust.trust(FOLDER);

    assertThat(Files.isSymbolicLink(file)).isTrue();
    assertThat(Files.readString(real)).contains("trusted");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void ofManyWritersNoneLosesAnothersWord() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> all =
          java.util.stream.IntStream.range(0, 20)
              .mapToObj(i ->
                  (Callable<Boolean>)
                      () -> {
                        trust.trust(Path.of("/f" + i));
                        return true;
                      })
              .toList();
      for (Future<Boolean> done : writers.invokeAll(all)) {
        assertThat(done.get()).isTrue();
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(level(Path.of("/f" + i))).isEqualTo(Trust.TRUSTED);
    }
  }

  private Trust level(Path folder) {
    return Trust.of(places, folder);
  }

  private static List<String> files(Path folder) throws IOException {
    try (var list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).toList();
    }
  }
}

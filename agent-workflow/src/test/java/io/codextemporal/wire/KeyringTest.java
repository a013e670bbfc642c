package io.codextemporal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceForItsOwnerAlone() throws Exception {
    Path file = folder.resolve("home/key");
    Keyring made = Keyring.at(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(Keyring.at(file).currentId()).isEqualTo(made.currentId());
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void manyWhoStartAtOnceEndWithOneKey() {
    Path file = folder.resolve("key");
    Set<String> ids = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 32).parallel().forEach(i -> ids.add(Keyring.at(file).currentId()));
    assertThat(ids).hasSize(1);
  }

  @Test
  void aFileThatOthersCanReadIsRefusedWithTheRemedy() throws Exception {
    Path file = folder.resolve("key");
    Keyring.at(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> Keyring.at(file))
        .isInstanceOf(KeyFileException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("rw-r-----")
        .extracting(e -> ((KeyFileException) e).remedy())
        .asString()
        .startsWith("chmod 600 " + file);
  }

  @Test
  void aBrokenFileIsNeverReplaced() throws Exception {
    Path file = folder.resolve("key");
    Keyring.at(file);
    Files.writeString(file, "ct1 abcd !!!\n");
    assertThatThrownBy(() -> Keyring.at(file)).isInstanceOf(KeyFileException.class);
    Files.writeString(file, "");
    assertThatThrownBy(() -> Keyring.at(file)).hasMessageContaining("empty");
    assertThat(Files.readString(file)).isEmpty();
  }

  @Test
  void folderDigestsHideTheFolderButAgree() {
    Keyring keys = Keyring.random();
    assertThat(FolderDigest.of(keys, "/home/ada/x"))
        .isEqualTo(FolderDigest.of(keys, "/home/ada/x"))
        .isNotEqualTo(FolderDigest.of(keys, "/home/ada/y"))
        .isNotEqualTo(FolderDigest.of(Keyring.random(), "/home/ada/x"))
        .hasSize(32);
  }
}

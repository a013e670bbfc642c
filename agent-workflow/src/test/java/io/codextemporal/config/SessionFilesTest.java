package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilesTest {
  @TempDir Path folder;
  private Places places;

  @BeforeEach
  void places() {
    places = new Places(folder.resolve("codex"), folder.resolve("ours"));
  }

  @Test
  void anEnvironmentComesBackByItsDigestAndOnlyWhole() throws IOException {
    SessionFiles files = new SessionFiles(places);
    String digest = files.leaveEnvironment(Map.of("PATH", "/bin", "A", "1"));

    assertThat(files.environment(digest)).contains(Map.of("PATH", "/bin", "A", "1"));
    assertThat(files.leaveEnvironment(Map.of("A", "1", "PATH", "/bin"))).isEqualTo(digest);

    Path file = places.state().resolve("environments").resolve(digest + ".json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "{\"PATH\":\"/evil\"}");
    assertThat(files.environment(digest)).isEmpty();
    assertThat(files.environment("../../etc/passwd")).isEmpty();
  }

  @Test
  void aKeyIsFoundWhereTheClientLeftItThenInTheEnvironmentThenInAuthJson() throws IOException {
    Credentials credentials = new Credentials(places, Map.of("A_KEY", "from-environment"));
    assertThat(credentials.key("A_KEY")).contains("from-environment");
    new SessionFiles(places).leaveKey("A_KEY", "left");
    assertThat(credentials.key("A_KEY")).contains("left");

    assertThat(credentials.key("OPENAI_API_KEY")).isEmpty();
    Files.createDirectories(places.codexHome());
    Files.writeString(
        places.authFile(), "{\"OPENAI_API_KEY\":null,\"tokens\":{\"id_token\":\"t\"}}");
    assertThat(credentials.key("OPENAI_API_KEY")).isEmpty();
    new AuthFile(places.authFile()).saveApiKey("sk-1");
    assertThat(credentials.key("OPENAI_API_KEY")).contains("sk-1");
    assertThat(Files.readString(places.authFile())).contains("id_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cred-07"})
  void aCredentialFileIsTheUsersAloneAndNoLink(String id) throws IOException {
    AuthFile auth = new AuthFile(places.authFile());
    auth.saveApiKey("sk-1");
    assertThat(mode(places.authFile())).as(id).isEqualTo("rw-------");
    Files.setPosixFilePermissions(places.authFile(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(auth.apiKey()).contains("sk-1");
    assertThat(mode(places.authFile())).isEqualTo("rw-------");
    Path elsewhere = places.codexHome().resolve("elsewhere");
    Files.move(places.authFile(), elsewhere);
    Files.createSymbolicLink(places.authFile(), elsewhere);
    assertThat(auth.apiKey()).isEmpty();
    assertThat(auth.objection()).hasValueSatisfying(why -> assertThat(why).contains("link"));
    auth.saveApiKey("sk-2");
    assertThat(Files.readString(elsewhere)).contains("sk-1");
    assertThat(auth.objection()).isEmpty();
    assertThat(auth.apiKey()).contains("sk-2");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}

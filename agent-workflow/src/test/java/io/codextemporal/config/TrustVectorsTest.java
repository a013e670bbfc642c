package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A repository that brings files: none of them changes what a session may do, trusted or not. */
class TrustVectorsTest {
  @TempDir Path folder;

  static List<JsonNode> repositories() throws IOException {
    try (InputStream in = TrustVectorsTest.class.getResourceAsStream("/cases/adversarial.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false)
          .filter(one -> one.path("area").asText().equals("trust"))
          .filter(one -> one.path("input").path("kind").asText().equals("repo"))
          .filter(one -> one.path("input").has("files"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("repositories")
  void changesNothing(JsonNode vector) throws IOException {
    Places places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    Path project =
        Files.createDirectories(folder.resolve("project/.git/refs")).getParent().getParent();
    Files.createDirectories(places.codexHome());
    for (String level : List.of("untrusted", "trusted")) {
      Files.writeString(
          places.configFile(), "[projects.\"" + project + "\"]\ntrust_level = \"" + level + "\"\n");
      SettingsLoader loader = new SettingsLoader(places, Map.of());
      SessionSettings before = loader.loadInteractive(SessionFlags.NONE, project).settings();
      SessionSettings headless = headless(loader, project);
      for (Map.Entry<String, JsonNode> file : vector.path("input").path("files").properties()) {
        Path target = project.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue().asText());
      }
      assertThat(loader.loadInteractive(SessionFlags.NONE, project).settings()).isEqualTo(before);
      assertThat(headless(loader, project)).isEqualTo(headless);
      assertThat(headless.tools().approval()).isEqualTo(ApprovalMode.NEVER);
      assertThat(headless.tools().sandbox()).isEqualTo(SandboxMode.READ_ONLY);
    }
  }

  private static SessionSettings headless(SettingsLoader loader, Path project) {
    return loader
        .load(SessionFlags.NONE, project, ApprovalMode.NEVER, SandboxMode.READ_ONLY)
        .settings();
  }
}

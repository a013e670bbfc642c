package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.policy.ExecPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFilesTest {
  @TempDir Path folder;
  private Places places;
  private Path project;
  private RulesFiles files;

  @BeforeEach
  void prepare() throws IOException {
    places = new Places(folder.resolve("codex"), folder.resolve("home"));
    project = Files.createDirectories(folder.resolve("project/.git/refs")).getParent().getParent();
    Files.createDirectories(project.resolve("part"));
    files = new RulesFiles(places);
  }

  @Test
  void noFolderIsAnEmptyPolicyAndIsNotMade() {
    assertThat(places("ls")).isEmpty();
    assertThat(places.codexHome().resolve("rules")).doesNotExist();
  }

  @Test
  void onlyRulesFilesOfTheFolderByName() throws IOException {
    write(places.codexHome().resolve("rules/b.rules"), "prefix_rule(pattern=['ls'])");
    write(places.codexHome().resolve("rules/a.rules"), "prefix_rule(pattern=['ls', '-l'])");
    write(places.codexHome().resolve("rules/c.txt"), "prefix_rule(pattern=['ls'])");
    write(places.codexHome().resolve("d.rules"), "prefix_rule(pattern=['ls'])");
    assertThat(places("ls", "-l")).containsExactly("a.rules:1", "b.rules:1");
  }

  @Test
  void aProjectsRulesCountOnlyWhereItIsTrusted() throws IOException {
    write(project.resolve(".codex/rules/p.rules"), "prefix_rule(pattern=['make'])");
    write(project.resolve("part/.codex/rules/q.rules"), "prefix_rule(pattern=['make'])");
    assertThat(places("make")).isEmpty();
    trust("untrusted");
    assertThat(places("make")).isEmpty();
    trust("trusted");
    assertThat(places("make")).containsExactly("p.rules:1", "q.rules:1");
    assertThat(files.in(project.resolve("part")).policy().matches(List.of("make")))
        .allMatch(match -> match.rule().byProject());
  }

  @Test
  void whatChangesCountsAtOnceAndWhatBreaksLeavesTheLastGoodPolicy() throws IOException {
    Path rules = places.codexHome().resolve("rules/x.rules");
    write(rules, "prefix_rule(pattern=['a'])");
    ExecPolicy first = files.in(project).policy();
    assertThat(files.in(project).policy()).isSameAs(first);
    write(rules, "prefix_rule(pattern=['bb'])");
    assertThat(places("bb")).containsExactly("x.rules:1");
    write(rules, "\nprefix_rule(pattern=[])");
    assertThat(files.in(project.resolve("part")).warning()).contains(rules + ":2: ");
    assertThat(places("bb")).containsExactly("x.rules:1");
    RulesFiles fresh = new RulesFiles(places);
    assertThat(fresh.in(project).policy().problem().orElseThrow()).contains(rules + ":2: ");
    Files.delete(rules);
    assertThat(fresh.in(project).policy().problem()).isEmpty();
    assertThat(places("bb")).isEmpty();
  }

  @Test
  void tenThousandRulesAreReadWhole() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("prefix_rule(pattern=[\"tool").append(i).append("\", \"run\"])\n");
    }
    Path rules = places.codexHome().resolve("rules/many.rules");
    write(rules, text.toString());
    assertThat(RulesFiles.of(List.of(rules)).matches(List.of("tool9999", "run"))).hasSize(1);
  }

  @Test
  void amendmentsAreWrittenAsRecorded() throws IOException {
    JsonNode cases;
    try (var in = getClass().getResourceAsStream("/cases/execpolicy.json")) {
      cases = new ObjectMapper().readTree(in).path("append_allow_rule").path("cases");
    }
    assertThat(cases.size()).isEqualTo(6);
    Path rules = places.codexHome().resolve("rules/default.rules");
    for (JsonNode one : cases) {
      Files.deleteIfExists(rules);
      if (one.path("file_before").isTextual()) {
        write(rules, one.path("file_before").asText());
      }
      List<String> prefix = new ArrayList<>();
      one.path("prefix").forEach(word -> prefix.add(word.asText()));
      if (one.has("error")) {
        assertThatThrownBy(() -> RulesAmendment.allow(places, prefix))
            .hasMessage(one.path("error").asText());
      } else {
        RulesAmendment.allow(places, prefix);
        assertThat(Files.readString(rules)).isEqualTo(one.path("file_after").asText());
      }
    }
  }

  @Test
  void manyWritersAtOnceLoseNoRule() throws Exception {
    List<Thread> writers =
        IntStream.range(0, 24)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      try {
                        RulesAmendment.allow(places, List.of("tool", String.valueOf(i % 12)));
                      } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                      }
                    }))
            .toList();
    for (Thread writer : writers) {
      writer.join();
    }
    assertThat(Files.readAllLines(places.codexHome().resolve("rules/default.rules"))).hasSize(12);
  }

  private List<String> places(String... command) {
    return files.in(project.resolve("part")).policy().matches(List.of(command)).stream()
        .map(match -> Path.of(match.rule().place()).getFileName().toString())
        .toList();
  }

  private void trust(String level) throws IOException {
    write(places.configFile(), "[projects.\"" + project + "\"]\ntrust_level = \"" + level + "\"\n");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

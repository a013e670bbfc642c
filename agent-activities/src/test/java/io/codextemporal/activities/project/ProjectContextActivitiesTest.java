package io.codextemporal.activities.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.conversation.ItemView;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectContextActivitiesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T23:30:00Z"), ZoneId.of("Europe/Berlin"));

  @TempDir Path folder;
  private Path codexHome;
  private Path project;
  private ProjectContextActivities activities;

  @BeforeEach
  void prepare() throws IOException {
    codexHome = Files.createDirectories(folder.resolve("codex"));
    project = Files.createDirectories(folder.resolve("repo/module"));
    Files.createDirectories(folder.resolve("repo/.git/refs"));
    Places places = new Places(codexHome, folder.resolve("home"));
    activities =
        new ProjectContextActivities(places, Map.of("SHELL", "/bin/zsh"), CLOCK, Ceiling.NONE);
  }

  @Test
  void theFirstTurnIsToldEverythingInOrder() throws Exception {
    Files.writeString(codexHome.resolve("AGENTS.md"), "global words");
    Files.writeString(folder.resolve("repo/AGENTS.md"), "root words");
    Files.writeString(project.resolve("AGENTS.override.md"), "override words");
    Files.writeString(project.resolve("AGENTS.md"), "overridden words");
    ContextReply reply = open(settings("be brief", ApprovalMode.NEVER), null);

    assertThat(reply.contextWindow()).isEqualTo(272_000);
    assertThat(reply.warnings()).isEmpty();
    List<ItemView.Message> messages = messages(reply);
    assertThat(messages)
        .extracting(ItemView.Message::role)
        .containsExactly("developer", "developer", "user");
    assertThat(messages.get(0).text()).contains("coding agent");
    assertThat(messages.get(1).text()).contains("approval: never").contains("be brief");
    assertThat(messages.get(2).text())
        .containsSubsequence(
            "<INSTRUCTIONS>",
            "global words",
            "root words",
            "override words",
            "</INSTRUCTIONS>",
            "<environment_context>",
            "<shell>zsh",
            "2026-03-05",
            "Europe/Berlin")
        .doesNotContain("overridden");
  }

  @Test
  void laterTurnsAreToldWhatChanged() {
    SessionSettings first = settings("", ApprovalMode.NEVER);
    assertThat(open(first, first).items()).isEmpty();
    List<ItemView.Message> changed = messages(open(settings("", ApprovalMode.UNTRUSTED), first));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().text())
        .contains("approval: untrusted")
        .doesNotContain("coding agent");
  }

  @Test
  void anotherFolderBringsItsOwnInstructions() throws Exception {
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("AGENTS.md"), "other words");
    SessionSettings first = settings("", ApprovalMode.NEVER);
    List<ItemView.Message> changed = messages(open(settings(other, "", ApprovalMode.NEVER), first));
    assertThat(changed).hasSize(1);
    assertThat(changed.getFirst().text()).containsOnlyOnce("other words").contains("<cwd>" + other);
  }

  @Test
  void everyFolderFromTheRootDownIsReadOnce() throws Exception {
    Path deep = Files.createDirectories(project.resolve("deep"));
    Files.writeString(folder.resolve("repo/AGENTS.md"), "root words");
    Files.writeString(project.resolve("AGENTS.md"), "module words");
    Files.writeString(deep.resolve("AGENTS.md"), "deep words");
    String told = messages(open(settings(deep, "", ApprovalMode.NEVER), null)).get(2).text();
    assertThat(told)
        .containsSubsequence("root words", "module words", "deep words")
        .containsOnlyOnce("root words")
        .containsOnlyOnce("deep words");
    Path root = folder.resolve("repo");
    assertThat(messages(open(settings(root, "", ApprovalMode.NEVER), null)).get(2).text())
        .containsOnlyOnce("root words")
        .doesNotContain("module words");
  }

  @Test
  void theBudgetIsSharedAndACutIsSaid() throws Exception {
    Files.writeString(codexHome.resolve("config.toml"), "project_doc_max_bytes = 20\n");
    Files.writeString(folder.resolve("repo/AGENTS.md"), "0123456789");
    Files.writeString(project.resolve("AGENTS.md"), "ééééééééééé");
    ContextReply reply = open(settings("", ApprovalMode.NEVER), null);
    assertThat(messages(reply).getLast().text())
        .contains("0123456789")
        .contains("ééééé\n")
        .doesNotContain("�");
    assertThat(reply.warnings()).singleElement().asString().contains("AGENTS.md is cut");
  }

  @Test
  void fallbacksAndBlankFiles() throws Exception {
    Files.writeString(
        codexHome.resolve("config.toml"),
        "project_doc_fallback_filenames = [\"CLAUDE.md\", \"../evil.md\"]\n");
    Files.writeString(folder.resolve("repo/AGENTS.md"), " \n ");
    Files.writeString(folder.resolve("repo/CLAUDE.md"), "fallback words");
    Files.writeString(folder.resolve("evil.md"), "evil words");
    assertThat(messages(open(settings("", ApprovalMode.NEVER), null)).getLast().text())
        .contains("fallback words")
        .doesNotContain("evil words");
  }

  /** There are no skills yet: such a file is a file, and nobody parses its YAML. */
  @ParameterizedTest
  @ValueSource(strings = {"trust-11", "trust-12"})
  void aHostileSkillIsNotEvenRead(String id) throws Exception {
    String skill = skill(id) + "\nevil words";
    for (Path home : List.of(codexHome, project.resolve(".codex"), project.resolve(".agents"))) {
      for (String name : List.of("a", "x")) {
        Path file = home.resolve("skills").resolve(name).resolve("SKILL.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, skill);
      }
    }
    Files.writeString(
        codexHome.resolve("config.toml"),
        "[projects.\"" + folder.resolve("repo") + "\"]\ntrust_level = \"trusted\"\n");
    ContextReply reply = open(settings("", ApprovalMode.NEVER), null);
    assertThat(reply.warnings()).isEmpty();
    assertThat(reply.items().toString()).doesNotContain("evil words", "../../x", "*a,*a");
  }

  private static String skill(String id) throws IOException {
    try (InputStream in =
        ProjectContextActivitiesTest.class.getResourceAsStream("/cases/adversarial.json")) {
      for (JsonNode one : new ObjectMapper().readTree(in)) {
        if (one.path("id").asText().equals(id)) {
          return one.path("input").path("files").path("SKILL.md").asText();
        }
      }
    }
    throw new IllegalArgumentException("no vector " + id);
  }

  @Test
  void aBrokenConfigurationIsAWarning() throws Exception {
    Files.writeString(codexHome.resolve("config.toml"), "this is = = not toml\n");
    Files.writeString(project.resolve("AGENTS.md"), "words");
    ContextReply reply = open(settings("", ApprovalMode.NEVER), null);
    assertThat(reply.warnings()).isNotEmpty();
    assertThat(messages(reply).getLast().text()).contains("words");
  }

  @Test
  void everyPermissionHasItsWords() {
    for (ApprovalMode approval : ApprovalMode.values()) {
      for (SandboxMode sandbox : SandboxMode.values()) {
        ToolSettings tools = tools(project, approval, sandbox);
        assertThat(PlaceText.permissions(tools)).contains("<permissions>").doesNotContain("{");
      }
    }
  }

  private ContextReply open(SessionSettings settings, @Nullable SessionSettings told) {
    return activities.open(new ContextRequest(new SessionId("s"), settings, told));
  }

  private static List<ItemView.Message> messages(ContextReply reply) {
    return reply.items().stream().map(item -> (ItemView.Message) ItemView.of(item)).toList();
  }

  private SessionSettings settings(String developer, ApprovalMode approval) {
    return settings(project, developer, approval);
  }

  private static SessionSettings settings(Path cwd, String developer, ApprovalMode approval) {
    return new SessionSettings(
        new ModelSettings(
            "gpt-5.5",
            new ProviderSettings("p", "P", "http://h/v1", null, Map.of(), Map.of(), 4, 5, 1000),
            null,
            null,
            null),
        tools(cwd, approval, SandboxMode.READ_ONLY),
        SessionLimits.DEFAULT,
        developer);
  }

  private static ToolSettings tools(Path cwd, ApprovalMode approval, SandboxMode sandbox) {
    return new ToolSettings(
        cwd.toString(),
        approval,
        sandbox,
        false,
        List.of("/extra"),
        null,
        ToolSettings.EnvironmentPolicy.DEFAULT);
  }
}

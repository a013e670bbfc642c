package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.GranularApproval;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
  @TempDir Path folder;
  private Places places;
  private Path cwd;

  @BeforeEach
  void folders() throws IOException {
    places = new Places(folder.resolve("codex"), folder.resolve("ours"));
    cwd = Files.createDirectories(folder.resolve("repo/module"));
    Files.createDirectories(places.codexHome());
    Files.createDirectories(folder.resolve("repo/.git/refs"));
  }

  @Test
  void nothingConfiguredGivesTheDefaults() {
    LoadedSettings loaded = load(SessionFlags.NONE);

    assertThat(loaded.warnings()).isEmpty();
    assertThat(loaded.settings().model().model()).isEqualTo("gpt-5.5");
    assertThat(loaded.settings().model().provider().id()).isEqualTo("openai");
    assertThat(loaded.settings().model().provider().envKey()).isEqualTo("OPENAI_API_KEY");
    assertThat(loaded.settings().tools().approval()).isEqualTo(ApprovalMode.NEVER);
    assertThat(loaded.settings().tools().sandbox()).isEqualTo(SandboxMode.READ_ONLY);
    assertThat(loaded.settings().limits().maxIterations()).isEqualTo(500);
  }

  @Test
  void rulesThatDoNotParseAreSaidAtTheStart() throws IOException {
    Path rules = Files.createDirectories(places.codexHome().resolve("rules")).resolve("x.rules");
    Files.writeString(rules, "\nprefix_rule(pattern=[])\n");
    assertThat(load(SessionFlags.NONE).warnings())
        .singleElement()
        .asString()
        .contains(rules + ":2: ");
  }

  @Test
  void whatToolsMayDoIsReadWhole() throws IOException {
    user(
        """
        approval_policy = { granular = { sandbox_approval = true, rules = false } }
        sandbox_mode = "workspace-write"
        tool_output_token_limit = 4000
        [sandbox_workspace_write]
        network_access = true
        writable_roots = ["/data", "out"]
        exclude_tmpdir_env_var = true
        exclude_slash_tmp = true
        [shell_environment_policy]
        inherit = "core"
        ignore_default_excludes = true
        exclude = ["AWS_*"]
        include_only = ["PATH", "A*"]
        [shell_environment_policy.set]
        A = "1"
        """);
    ToolSettings tools = load(SessionFlags.NONE).settings().tools();
    assertThat(tools.approval()).isEqualTo(ApprovalMode.ON_REQUEST);
    assertThat(tools.granular()).isEqualTo(new GranularApproval(true, false, false, false, false));
    assertThat(tools.sandbox()).isEqualTo(SandboxMode.WORKSPACE_WRITE);
    assertThat(tools.networkAccess()).isTrue();
    assertThat(tools.writableRoots()).containsExactly("/data", cwd.resolve("out").toString());
    assertThat(tools.excludeTmpdir()).isTrue();
    assertThat(tools.excludeSlashTmp()).isTrue();
    assertThat(tools.outputTokens()).isEqualTo(4_000);
    assertThat(tools.environment())
        .isEqualTo(
            new ToolSettings.EnvironmentPolicy(
                "core", true, List.of("AWS_*"), Map.of("A", "1"), List.of("PATH", "A*")));
  }

  @ParameterizedTest
  @CsvSource({
    "trusted, WORKSPACE_WRITE",
    "untrusted, READ_ONLY",
    "maybe, READ_ONLY",
    ", READ_ONLY"
  })
  void aPersonsTrustOpensTheWorkspaceToThemAndToNobodyHeadless(String level, SandboxMode sandbox)
      throws IOException {
    if (level != null) {
      user("[projects.\"" + cwd.getParent() + "\"]\ntrust_level = \"" + level + "\"\n");
    }
    ToolSettings tools =
        new SettingsLoader(places, Map.of())
            .loadInteractive(SessionFlags.NONE, cwd)
            .settings()
            .tools();
    assertThat(tools.sandbox()).isEqualTo(sandbox);
    assertThat(tools.approval()).isEqualTo(ApprovalMode.ON_REQUEST);
    assertThat(load(SessionFlags.NONE).settings().tools().sandbox())
        .isEqualTo(SandboxMode.READ_ONLY);
  }

  @Test
  void theFoldersOwnEntryCountsBeforeItsProjects() throws IOException {
    user(
        "[projects.\""
            + cwd.getParent()
            + "\"]\ntrust_level = \"trusted\"\n[projects.\""
            + cwd
            + "\"]\ntrust_level = \"untrusted\"\n");
    assertThat(Trust.of(places, cwd)).isEqualTo(Trust.UNTRUSTED);
    assertThat(Trust.of(places, cwd.getParent())).isEqualTo(Trust.TRUSTED);
    assertThat(Trust.of(places, folder)).isEqualTo(Trust.UNKNOWN);
  }

  @Test
  void aProviderIsReadWhole() throws IOException {
    user(
        """
        model = "m"
        model_provider = "mine"
        [model_providers.mine]
        name = "Mine"
        base_url = "http://127.0.0.1:9/v1"
        env_key = "MINE_KEY"
        query_params = { v = "2" }
        http_headers = { X-A = "static" }
        env_http_headers = { X-B = "B_VARIABLE" }
        request_max_retries = 1
        stream_max_retries = 2
        stream_idle_timeout_ms = 3000
        """);

    var provider = load(SessionFlags.NONE).settings().model().provider();

    assertThat(provider.baseUrl()).isEqualTo("http://127.0.0.1:9/v1");
    assertThat(provider.queryParams()).containsEntry("v", "2");
    assertThat(provider.envHeaders()).containsEntry("X-B", "B_VARIABLE");
    assertThat(provider.requestMaxRetries()).isEqualTo(1);
    assertThat(provider.streamMaxRetries()).isEqualTo(2);
    assertThat(provider.streamIdleTimeoutMs()).isEqualTo(3000);
    assertThat(provider.toString()).doesNotContain("static");
    assertThat(new Credentials(places, Map.of()).headers("mine")).containsEntry("X-A", "static");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model = \"|config.toml:1",
        "model = 3|model must be a text",
        "approval_policy = \"\"|approval_policy cannot be ``",
        "approval_policy = \"always\"|approval_policy cannot be `always`",
        "sandbox_mode = \"none\"|sandbox_mode cannot be `none`",
        "model_provider = \"nowhere\"|no model provider `nowhere`",
        "temporal.outage_patience = \"soon\"|temporal.outage_patience cannot be `soon`",
        "model_providers.ollama.base_url = \"x\"|reserved",
        "shell_environment_policy.inherit = \"some\"|inherit cannot be `some`",
      })
  void whatMakesNoSenseIsAnErrorThatNamesThePlace(String toml, String message) throws IOException {
    user(toml);

    assertThatThrownBy(() -> load(SessionFlags.NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }

  @Test
  void chatWireIsRefusedWithHelp() throws IOException {
    user(
        """
        model_provider = "old"
        [model_providers.old]
        base_url = "http://127.0.0.1:9"
        wire_api = "chat"
        """);

    assertThatThrownBy(() -> load(SessionFlags.NONE))
        .isInstanceOfSatisfying(
            ConfigException.class, e -> assertThat(e.remedy()).contains("responses"));
  }

  @Test
  void unknownKeysWarnOnceWithFileAndLine() throws IOException {
    user("model = \"m\"\nmodle = \"x\"\n[tui]\nanything = 1\n[mystery]\na = 1\nb = 2\n");

    assertThat(load(SessionFlags.NONE).warnings())
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("config.toml:2: unknown key `modle`"))
        .anySatisfy(text -> assertThat(text).contains("config.toml:5: unknown key `mystery`"));
  }

  @Test
  void theCommandLineBeatsTheProfileBeatsTheFile() throws IOException {
    user("model = \"file\"\nmodel_reasoning_effort = \"low\"\napproval_policy = \"untrusted\"");
    Files.writeString(
        places.codexHome().resolve("work.config.toml"),
        "model = \"profile\"\nmodel_reasoning_effort = \"high\"");

    var settings =
        load(new SessionFlags(
                null,
                List.of("model=cli", "temporal.max_iterations=7", "temporal.idle_exit=\"5m\""),
                "work",
                null,
                null,
                null,
                List.of(),
                false,
                null))
            .settings();

    assertThat(settings.model().model()).isEqualTo("cli");
    assertThat(settings.model().effort()).isEqualTo("high");
    assertThat(settings.tools().approval()).isEqualTo(ApprovalMode.UNTRUSTED);
    assertThat(settings.limits().maxIterations()).isEqualTo(7);
  }

  @Test
  void aProjectIsReadOnlyWhereTrustedAndOnlyWhatCannotLoosen() throws IOException {
    Files.createDirectories(folder.resolve("repo/.codex"));
    Files.writeString(
        folder.resolve("repo/.codex/config.toml"),
        "model = \"project\"\nsandbox_mode = \"danger-full-access\"\nopenai_base_url = \"http://evil\"");

    assertThat(load(SessionFlags.NONE).settings().model().model()).isEqualTo("gpt-5.5");

    user("[projects.\"" + folder.resolve("repo") + "\"]\ntrust_level = \"trusted\"");
    LoadedSettings trusted = load(SessionFlags.NONE);

    assertThat(trusted.settings().model().model()).isEqualTo("project");
    assertThat(trusted.settings().tools().sandbox()).isEqualTo(SandboxMode.READ_ONLY);
    assertThat(trusted.settings().model().provider().baseUrl()).doesNotContain("evil");
    assertThat(trusted.warnings()).hasSize(2).allMatch(text -> text.contains("project's config"));
  }

  @Test
  void amountsAreReadAsPeopleWriteThem() {
    assertThat(Amounts.duration("90s")).contains(Duration.ofSeconds(90));
    assertThat(Amounts.duration("50ms")).contains(Duration.ofMillis(50));
    assertThat(Amounts.duration("2h")).contains(Duration.ofHours(2));
    assertThat(Amounts.duration("15")).contains(Duration.ofSeconds(15));
    assertThat(Amounts.duration("soon")).isEmpty();
    assertThat(Amounts.duration("999999999999999d")).isEmpty();
    assertThat(Amounts.bytes("4MB")).contains(4_000_000L);
    assertThat(Amounts.bytes("4000000")).contains(4_000_000L);
  }

  private LoadedSettings load(SessionFlags flags) {
    return new SettingsLoader(places, Map.of())
        .load(flags, cwd, ApprovalMode.NEVER, SandboxMode.READ_ONLY);
  }

  private void user(String toml) throws IOException {
    Files.writeString(places.configFile(), toml);
  }
}

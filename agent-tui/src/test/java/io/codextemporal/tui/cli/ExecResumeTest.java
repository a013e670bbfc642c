package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.WebSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecResumeTest {
  @TempDir Path folder;

  @Test
  void searchHoldsForTheSessionFromNowOn() {
    SessionFlags flags =
        flags("web_search=\"live\"", "tool_output_token_limit=500", "model_provider=\"openai\"");
    SessionSettings loaded =
        new SettingsLoader(new Places(folder.resolve("codex"), folder.resolve("home")), Map.of())
            .load(flags, folder, ApprovalMode.NEVER, SandboxMode.READ_ONLY)
            .settings();
    SettingsPatch patch = ExecResume.patch(flags, loaded).orElseThrow();
    assertThat(ExecResume.fixed(flags)).isEmpty();
    assertThat(patch.approval()).isNull();
    SessionSettings before =
        new SettingsLoader(new Places(folder.resolve("codex"), folder.resolve("home")), Map.of())
            .load(SessionFlags.NONE, folder, ApprovalMode.NEVER, SandboxMode.READ_ONLY)
            .settings();
    assertThat(before.tools().webSearch().mode()).isEqualTo(WebSearch.Mode.CACHED);
    assertThat(before.with(patch).tools().webSearch().mode()).isEqualTo(WebSearch.Mode.LIVE);
    assertThat(before.with(patch).tools().outputTokens()).isEqualTo(500);
  }

  @Test
  void theScreenChangesWhatTheCommandLineNamesAndNothingElse() {
    assertThat(beginning(SessionFlags.NONE).changes()).isEmpty();
    SettingsPatch patch = beginning(flags("web_search=\"live\"")).changes().orElseThrow();
    assertThat(patch)
        .isEqualTo(
            new SettingsPatch(
                null, null, null, null, null, null, null, null, patch.webSearch(), null));
    assertThat(patch.webSearch()).extracting(WebSearch::mode).isEqualTo(WebSearch.Mode.LIVE);
  }

  private ScreenBeginning beginning(SessionFlags flags) {
    Map<String, String> environment =
        Map.of(
            "CODEX_HOME", folder.resolve("codex").toString(),
            "CODEX_TEMPORAL_HOME", folder.resolve("home").toString(),
            "HOME", folder.toString());
    Surroundings around = new Surroundings(environment, folder, Stdio.nowhere(), words -> null);
    return new ScreenBeginning(around, flags, folder, List.of());
  }

  @Test
  void namesTheKeysThatASessionHasOnceAndForAll() {
    SessionFlags flags =
        flags("model=x", "temporal.max_iterations=3", "sandbox_mode = \"read-only\"");
    assertThat(ExecResume.fixed(flags)).containsExactly("temporal.max_iterations");
  }

  private static SessionFlags flags(String... overrides) {
    return new SessionFlags(
        null, List.of(overrides), null, null, null, null, List.of(), false, null);
  }
}

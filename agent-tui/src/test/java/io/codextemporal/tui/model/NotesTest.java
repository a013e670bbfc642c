package io.codextemporal.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tui.Screenplay;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotesTest {
  @Test
  void aChangeOfSettingsIsToldInTheirWords() {
    SettingsPatch patch =
        new SettingsPatch(
            "gpt-6",
            null,
            null,
            null,
            ApprovalMode.ON_REQUEST,
            SandboxMode.WORKSPACE_WRITE,
            null,
            null,
            new WebSearch(WebSearch.Mode.LIVE, WebSearch.By.EITHER, null, List.of(), Map.of()),
            null);
    assertThat(Notes.of(new AgentEvent.SettingsChanged(Screenplay.settings().with(patch), "ada")))
        .hasValueSatisfying(sentence ->
            assertThat(sentence.text())
                .isEqualTo("Model gpt-6, on-request, workspace-write, web search live, by ada"));
  }
}

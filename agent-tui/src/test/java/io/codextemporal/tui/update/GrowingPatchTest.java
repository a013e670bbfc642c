package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.Screenplay;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowingPatchTest {
  private static final String PATCH =
      """
      *** Begin Patch
      *** Add File: new.py
      +one = 1
      +two = 2
      *** Update File: app.py
      @@ def f():
      -    return 1
      +    return 2
      *** End Patch
      """;

  private final Screenplay screen =
      new Screenplay(80, 24).attached().happens(Screenplay.started(), Screenplay.user("edit"));

  @Test
  void aPatchIsShownAsFarAsItIsWritten() {
    for (int end = 0; end <= PATCH.length(); end += 3) {
      stream(0, PATCH.substring(0, end));
    }
    stream(0, PATCH.substring(0, PATCH.indexOf("+two")));
    assertThat(screen.shown()).contains("• Adding new.py (+1 -0)", "1 +one = 1");
    stream(0, PATCH.substring(0, PATCH.indexOf("return 2")));
    assertThat(screen.shown())
        .contains("• Editing 2 files (+3 -1)", "app.py (+1 -1)", "-    return 1")
        .doesNotContain("one = 1");
  }

  @Test
  void asJsonToo() {
    stream(0, "{\"input\":\"*** Begin Patch\\n*** Update File: a\\n-\\\"old\\\"\\n+n");
    assertThat(screen.shown()).contains("• Editing a (+1 -1)", "-\"old\"", "+n");
  }

  @Test
  void ofALongOneTheEndIsShownAndAfterAGapWhatIsThere() {
    stream(0, "*** Begin Patch\n*** Add File: a\n" + "+line\n".repeat(500) + "+last\n");
    assertThat(screen.shown()).contains("Adding a (+501 -0)", "501 +last", "490 +line");
    assertThat(screen.shown()).doesNotContain("489 ");
    stream(90_000, "+much later\n+and");
    assertThat(screen.shown()).contains("+and");
  }

  @Test
  void theCallTakesItsPlace() {
    stream(0, PATCH);
    screen.happens(
        new AgentEvent.ToolCallStarted(
            Screenplay.TURN, new CallId("c"), "apply_patch", PATCH, "apply_patch"));
    String shown = screen.shown();
    assertThat(shown.indexOf("Editing 2 files")).isPositive();
    assertThat(shown.indexOf("Editing 2 files")).isEqualTo(shown.lastIndexOf("Editing 2 files"));
  }

  @Test
  void aLookAtTheWebIsShownWhileItIsTaken() {
    look("begun\n");
    assertThat(screen.shown()).contains("• Searching the web").doesNotContain("web for");
    look("begun\n{\"type\":\"search\",\"query\":\"durable timers\"}\n");
    assertThat(screen.shown())
        .contains("• Searched the web for durable timers")
        .doesNotContain("Searching");
    look("begun\n{\"type\":\"open_page\",\"url\":\"https://docs.example\"}\n");
    assertThat(screen.shown()).contains("• Opened https://docs.example");
    String action = "{\"type\":\"search\",\"query\":\"durable timers\"}";
    screen.happens(
        new AgentEvent.ToolCallStarted(
            Screenplay.TURN, new CallId("ws_1"), "web_search", action, "durable timers"),
        new AgentEvent.ToolCallEnded(
            Screenplay.TURN,
            new CallId("ws_1"),
            ToolCallStatus.COMPLETED,
            null,
            0,
            "2 sources",
            null));
    assertThat(screen.shown())
        .contains("• Searched the web for durable timers", "└ 2 sources")
        .doesNotContain("Opened");
  }

  private void look(String text) {
    screen.streams(
        StreamBeat.of(
            "model",
            Screenplay.TURN,
            null,
            List.of(new StreamBeat.Tail("search", "ws_1", 0, text))));
  }

  private void stream(long offset, String text) {
    screen.streams(
        StreamBeat.of(
            "model",
            Screenplay.TURN,
            null,
            List.of(new StreamBeat.Tail("patch", "ctc_1", offset, text))));
  }
}

package io.codextemporal.tui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.StreamBeat.Tail;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.WaitingFor;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTurnViewTest {
  private static final TurnOutcome HI = new TurnOutcome.Answered("hi", TokenUsage.ZERO);

  private static StreamBeat beat(int failures, long offset, String text) {
    return new StreamBeat(
        "model", Told.TURN, null, failures, null, List.of(new Tail("text", "msg_1", offset, text)));
  }

  @Test
  void progressGoesToErrorTheAnswerToOutput() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.opened(Told.SESSION);
    view.event(Told.call("exec_command", "{}", "ls"));
    view.event(Told.ended(ToolCallStatus.COMPLETED, 0, "a\nb\n"));
    view.event(Told.message("hi"));
    view.event(Told.completed("hi"));
    view.ended(Told.SESSION, HI);
    assertThat(streams.out()).isEqualTo("hi\n");
    assertThat(streams.err())
        .isEqualTo(
            "session "
                + Told.SESSION
                + "\n$ ls\na\nb\nhi\n1.5 s, tokens: 10 in (4 cached), 3 out\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exec_command|{}|ls|$ ls",
        "search_files|{\"query\":\"retry policy\"}|search_files|• Search retry policy",
        "grep_files|{\"pattern\":\"a+b\"}|grep_files|• Search a+b",
        "web_search|{\"query\":\"timers\"}|timers|• Searching the web for timers",
        "web_fetch|{\"url\":\"https://a.example\"}|web_fetch|• Open https://a.example",
        "read_file|{\"file_path\":\"src/A.java\"}|read_file|• Read src/A.java",
        "view_image|{\"path\":\"a.png\"}|view_image|• View image a.png",
        "js_repl|let a = 1;\\n2|js_repl|• Running JS let a = 1;…",
        "apply_patch|*** Begin Patch|apply_patch|• apply_patch",
        "docs.find|{\"q\":\"x\"}|docs.find|• Calling docs.find {\"q\":\"x\"}"
      })
  void aCallSaysWhatItIsAbout(String tool, String arguments, String title, String line) {
    Streams streams = Streams.closed();
    new TextTurnView(streams.stdio(), false)
        .event(Told.call(tool, arguments.replace("\\n", "\n"), title));
    assertThat(streams.err()).isEqualTo(line + "\n");
  }

  @Test
  void onATerminalTheAnswerIsWrittenOnce() {
    Streams streams = Streams.terminal();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    assertThat(view.streams()).isTrue();
    view.beats(List.of(beat(0, 0, "h")));
    view.beats(List.of(beat(0, 0, "hi"), beat(0, 1, "i t")));
    view.event(Told.message("hi there"));
    view.event(Told.completed("hi there"));
    view.ended(Told.SESSION, new TurnOutcome.Answered("hi there", TokenUsage.ZERO));
    assertThat(streams.out()).isEqualTo("hi there\n");
  }

  @Test
  void anAnswerThatBeganAgainIsWrittenWhole() {
    Streams streams = Streams.terminal();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.beats(List.of(beat(0, 0, "lost")));
    view.beats(List.of(beat(1, 0, "go")));
    view.event(Told.message("good"));
    view.ended(Told.SESSION, new TurnOutcome.Answered("good", TokenUsage.ZERO));
    assertThat(streams.out()).endsWith("good\n");
  }

  @Test
  void whyTheModelIsAskedAgainIsSaidOnce() {
    Streams streams = Streams.terminal();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    StreamBeat busy = new StreamBeat("model", Told.TURN, null, 1, "Too busy.", List.of());
    view.beats(List.of(busy));
    view.beats(List.of(busy));
    assertThat(streams.err()).isEqualTo("asking the model again: Too busy.\n");
  }

  @Test
  void waitIsQuiet() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), true);
    view.opened(Told.SESSION);
    view.event(Told.message("hi"));
    view.ended(Told.SESSION, HI);
    assertThat(streams.err()).isEmpty();
    assertThat(streams.out()).isEqualTo("hi\n");
  }

  @Test
  void nothingOnOutputWithoutAnAnswer() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.event(Told.message("partial"));
    view.ended(Told.SESSION, new TurnOutcome.Interrupted("ada"));
    assertThat(streams.out()).isEmpty();
    assertThat(streams.err()).contains("partial");
  }

  @Test
  void aQuestionComesWithItsReadyLine() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.event(new AgentEvent.RequestOpened(Told.request("call_1")));
    view.ended(Told.SESSION, new TurnOutcome.NeedsPerson(List.of(Told.request("call_1"))));
    assertThat(streams.err())
        .contains("touch x", "Reason: it writes", "Folder: /work")
        .contains("ct approve " + Told.SESSION + " call_1");
  }

  @Test
  void outputCannotSteerTheTerminal() {
    Streams streams = Streams.terminal();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.event(Told.call("exec_command", "{}", "printf"));
    view.event(Told.ended(ToolCallStatus.COMPLETED, 0, "\u001b]0;title\u0007\u001b[2J"));
    view.event(Told.message("\u001b[31mred"));
    view.ended(Told.SESSION, new TurnOutcome.Answered("\u001b[31mred", TokenUsage.ZERO));
    assertThat(streams.out() + streams.err()).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void theAnswerInAFileIsAsItCame() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.ended(Told.SESSION, new TurnOutcome.Answered("a\u001b[0m\n", TokenUsage.ZERO));
    assertThat(streams.out()).isEqualTo("a\u001b[0m\n");
  }

  @Test
  void longOutputIsCutAndFailuresAreSaid() {
    Streams streams = Streams.closed();
    TextTurnView view = new TextTurnView(streams.stdio(), false);
    view.event(Told.call("exec_command", "{}", "seq"));
    view.event(Told.ended(ToolCallStatus.COMPLETED, 3, "x\n".repeat(100)));
    view.event(Told.plan("completed", "in_progress", "pending"));
    view.event(new AgentEvent.SleepStarted(Told.TURN, WaitingFor.MODEL, "outage", Instant.EPOCH));
    assertThat(streams.err())
        .contains("… 89 lines …", "completed, exit 3", "[x] do completed", "[>] do", "[ ] do")
        .contains("sleeping until 1970-01-01T00:00:00Z: outage");
  }
}

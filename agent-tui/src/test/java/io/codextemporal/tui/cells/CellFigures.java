package io.codextemporal.tui.cells;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.model.Looking.Anchor;
import io.codextemporal.tui.model.Place;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.Transcript;
import io.codextemporal.tui.model.Way;
import io.codextemporal.tui.text.Theme;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Prints what laying out costs: processor time of this thread, cold and then warm. No test. */
final class CellFigures {
  private static final TurnId TURN = new TurnId("turn-1");

  public static void main(String[] arguments) {
    for (String run : List.of("cold", "warm", "warm")) {
      streamed(run, "prose", prose(5_000));
      streamed(run, "one fence", "```java\n" + prose(5_000));
      streamed(run, "one paragraph", prose(5_000).replace("\n\n", "\n"));
    }
    Session session = session(10_000);
    TranscriptRows rows = new TranscriptRows();
    TranscriptRows.Look look = new TranscriptRows.Look(200, Theme.DARK, false);
    long begin = cpu();
    rows.window(session, look, 50, null);
    say("10,000 cells, the end", begin, 1);
    begin = cpu();
    rows.window(session, look, 50, new Anchor(0, 0));
    say("10,000 cells, the top", begin, 1);
    begin = cpu();
    Anchor anchor = null;
    for (int i = 0; i < 1_000; i++) {
      anchor = rows.scrolled(session, look, 50, anchor, -3);
      rows.window(session, look, 50, anchor);
    }
    say("10,000 cells, a scroll step", begin, 1_000);
    begin = cpu();
    int all = 0;
    Blocks blocks = rows.of(session, look);
    for (int i = 0; i < blocks.size(); i++) {
      all += blocks.rows(i).size();
    }
    say("10,000 cells, every one (" + all + " rows)", begin, 1);
  }

  /** A frame for every 110 tokens, as a burst of 5,000 in 1.5 s is shown at 30 a second. */
  private static void streamed(String run, String what, String text) {
    StreamingMarkdown streaming = new StreamingMarkdown();
    long begin = cpu();
    int frames = 0;
    for (int at = 0; at < text.length(); at += 110 * 6) {
      streaming.rows(text.substring(0, at), 198, Theme.DARK);
      frames++;
    }
    say(run + ": 5,000 tokens of " + what + ", " + frames + " frames", begin, 1);
    begin = cpu();
    frames = 0;
    StreamingMarkdown slow = new StreamingMarkdown();
    for (int at = 0; at < text.length(); at += 20) {
      slow.rows(text.substring(0, at), 198, Theme.DARK);
      frames++;
    }
    say(run + ": the same at 100 tokens/s, a frame", begin, frames);
  }

  private static String prose(int tokens) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens; i++) {
      text.append(i % 40 == 7 ? "**tok** " : i % 60 == 13 ? "`code` " : "token ");
      text.append(i % 12 == 11 ? "\n" : "").append(i % 120 == 119 ? "\n" : "");
    }
    return text.toString();
  }

  private static Session session(int cells) {
    List<SequencedEvent> events = new ArrayList<>();
    for (int i = 0; events.size() < cells * 5 / 4; i++) {
      CallId call = new CallId("c" + i);
      add(events, new AgentEvent.UserMessage(TURN, new OpId("o"), "screen", "message " + i));
      add(
          events,
          new AgentEvent.ToolCallStarted(TURN, call, "exec_command", "{}", "make test" + i));
      add(
          events,
          new AgentEvent.ToolCallEnded(
              TURN,
              call,
              ToolCallStatus.COMPLETED,
              0,
              5,
              "one\ntwo\n\u001b[31mred\u001b[0m",
              null));
      add(events, new AgentEvent.AgentMessage(TURN, "m" + i, CellSamples.MARKDOWN));
      add(
          events,
          new AgentEvent.TurnCompleted(
              TURN, "", io.codextemporal.protocol.TokenUsage.ZERO, 12_000));
    }
    return Session.fresh(Way.STARTING, new Place(null, "/", "box", null))
        .with(Transcript.EMPTY.append(events));
  }

  private static void add(List<SequencedEvent> events, AgentEvent event) {
    events.add(new SequencedEvent(events.size() + 1L, Instant.EPOCH, event));
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void say(String what, long begin, int times) {
    System.out.printf("%-60s %8.3f ms%n", what, (cpu() - begin) / 1e6 / times);
  }

  private CellFigures() {}
}

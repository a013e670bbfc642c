package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.TURN;
import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.asks;
import static io.codextemporal.tui.Screenplay.call;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.ended;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.user;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.Plan;
import io.codextemporal.protocol.PlanStep;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.Terminal;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.WaitingFor;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Msg;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A screen for every kind of thing that one can show. */
final class KindScenes {
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final String PATCH =
      """
      *** Begin Patch
      *** Update File: a.java
      @@ -12,2 +12,2 @@
           int w = 0;
      -    old(w);
      +    one(w);
      *** End Patch
      """;
  private static final String DIFF =
      """
      diff --git a/app.py b/app.py
      --- a/app.py
      +++ b/app.py
      @@ -1,2 +1,2 @@
       def f():
      -    return 1
      +    return 2
      """;

  static Map<String, Consumer<Screenplay>> all() {
    Map<String, Consumer<Screenplay>> all = new TreeMap<>();
    background(all);
    cells(all);
    states(all);
    panels(all);
    asked(all);
    return all;
  }

  static Terminal left(int id, String command, boolean tty) {
    CallId call = new CallId("b" + id);
    return new Terminal(id, call, command, "/home/ada/app", tty, !tty, NOW);
  }

  private static Screenplay leaving(Screenplay play, Terminal... commands) {
    return play.attached()
        .happens(
            SessionState.IDLE,
            started(),
            user("start the server"),
            agent("It runs."),
            new AgentEvent.TerminalsChanged(List.of(commands)),
            done())
        .tick(Duration.ofSeconds(75));
  }

  private static Screenplay two(Screenplay play) {
    return leaving(
        play, left(1_000, "npm run dev -- --port 8080", false), left(1_001, "python3 -q", true));
  }

  private static void background(Map<String, Consumer<Screenplay>> all) {
    all.put("background", play -> leaving(play, left(1_000, "npm run dev", false)));
    all.put("background-two", KindScenes::two);
    all.put(
        "background-working",
        play -> two(play).happens(started(), user("go on")).tick(Duration.ofSeconds(2)));
    all.put("ps-nothing", play -> play.attached().type("/ps ").press("enter"));
    all.put(
        "ps",
        play ->
            two(play)
                .happens(started(), user("go on"), call("a", "make test"))
                .type("/ps ")
                .press("enter")
                .streams(
                    StreamBeat.of(
                        "b1000",
                        TURN,
                        new CallId("b1000"),
                        List.of(
                            new StreamBeat.Tail(
                                "output", "", 0, "ready in 300 ms\nGET / 200\nGET /app.js 404\n"))))
                .tick(Duration.ofSeconds(1)));
    all.put(
        "stopped",
        play ->
            two(play)
                .type("/stop 1000")
                .press("enter")
                .happens(
                    SessionState.IDLE,
                    new AgentEvent.TerminalsChanged(List.of(left(1_001, "python3 -q", true)))));
    all.put("stop-session", play -> play.attached().type("/stop ").press("enter"));
  }

  private static void cells(Map<String, Consumer<Screenplay>> all) {
    all.put(
        "cells-talk",
        play ->
            play.attached()
                .happens(
                    SessionState.IDLE,
                    started(),
                    user("mend the build"),
                    new AgentEvent.Reasoning(TURN, "r", "**Looking at it**\n\nFirst the tests."),
                    new AgentEvent.PlanUpdated(
                        new Plan(
                            "The order matters.",
                            List.of(
                                new PlanStep("Read the code", "completed"),
                                new PlanStep("Change what is wrong", "in_progress"),
                                new PlanStep("Test it", "pending")))),
                    agent("It is *mended*."),
                    done()));
    all.put(
        "cells-calls",
        play -> {
          play.attached().happens(started(), user("run them"));
          for (ToolCallStatus status : ToolCallStatus.values()) {
            String name = status.name().toLowerCase(java.util.Locale.ROOT);
            play.happens(call(name, "make " + name), over(name, status));
          }
          play.happens(call("running", "make the-rest"));
        });
    all.put(
        "cells-patch",
        play ->
            play.attached()
                .happens(
                    started(),
                    user("change it"),
                    new AgentEvent.ToolCallStarted(
                        TURN, new CallId("p"), "apply_patch", PATCH, "apply_patch"),
                    ended("p", 0, "")));
    all.put(
        "cells-notes",
        play ->
            play.attached()
                .happens(
                    started(),
                    user("try it"),
                    new AgentEvent.Warning("the file is larger than what is read"),
                    new AgentEvent.RequestClosed(new CallId("x"), "approved", "you"),
                    new AgentEvent.RequestClosed(new CallId("y"), "denied", "ada's other screen"),
                    new AgentEvent.SessionClosed("you"),
                    new AgentEvent.TurnAborted(TURN, "", 1_000),
                    started(),
                    user("once more"),
                    new AgentEvent.TurnFailed(
                        TURN, ErrorKind.QUOTA_EXCEEDED, "No credit is left", TokenUsage.ZERO, 9)));
  }

  private static AgentEvent over(String call, ToolCallStatus status) {
    Integer exit =
        switch (status) {
          case COMPLETED -> 0;
          case FAILED -> 2;
          case DECLINED, ABORTED, OUTCOME_UNKNOWN, UNKNOWN -> null;
        };
    return new AgentEvent.ToolCallEnded(
        TURN, new CallId(call), status, exit, 20, "what " + call + " printed", null);
  }

  private static void states(Map<String, Consumer<Screenplay>> all) {
    all.put("interrupting", play -> play.attached().happens(started(), user("go")).press("esc"));
    all.put(
        "sleeping",
        play ->
            play.attached()
                .happens(
                    SessionState.UNKNOWN,
                    started(),
                    user("go"),
                    new AgentEvent.SleepStarted(
                        TURN,
                        WaitingFor.RATE_LIMIT,
                        "the provider asks to wait",
                        NOW.plusSeconds(7_200))));
    all.put("starting", play -> play.type("typed already").press("enter"));
    all.put(
        "lost",
        play ->
            play.attached()
                .happens(started(), user("go"))
                .tell(
                    new Msg.Connection(
                        Msg.State.LOST, "Temporal at 127.0.0.1:7233 does not answer", "trying")));
    all.put(
        "no-worker",
        play ->
            play.attached()
                .tell(
                    new Msg.Connection(Msg.State.NO_WORKER, "No worker answers", "starting one")));
    all.put(
        "impossible",
        play ->
            play.tell(
                new Msg.Connection(
                    Msg.State.IMPOSSIBLE, "config.toml: line 3 is no TOML", "Mend the file")));
  }

  private static void panels(Map<String, Consumer<Screenplay>> all) {
    all.put(
        "files",
        play ->
            play.connected()
                .type("see @ap")
                .tell(
                    new Msg.FilesFound(
                        List.of("src/main/App.java", "src/main/Api.java", "docs/a map.md"),
                        false)));
    all.put("commands", play -> play.connected().type("/"));
    all.put("help", play -> play.connected().press("?"));
    all.put("sessions-asking", play -> play.attached().type("/resume ").press("enter"));
    all.put("keymap", play -> play.connected().type("/keymap ").press("enter"));
    all.put(
        "transcript",
        play ->
            play.attached()
                .happens(
                    SessionState.IDLE,
                    started(),
                    user("look"),
                    call("a", "make"),
                    ended("a", 0, "1\n2\n3\n4\n5\n6\n7\n8\n9"),
                    agent("Done."),
                    done())
                .press("ctrl-t"));
    all.put("diff", play -> play.connected().tell(new Msg.DiffRead(DIFF, false, "", NOW)));
    all.put(
        "settings",
        play ->
            play.connected()
                .tell(new Msg.Paged("Settings", "model = \"gpt-5.5\"\n  from config.toml\n")));
  }

  private static void asked(Map<String, Consumer<Screenplay>> all) {
    all.put("ask-command", play -> waiting(play, asks("a", "npm install", List.of("npm"))));
    all.put("ask-reason", play -> waiting(play, asks("a", "npm install", null)).press("n"));
    all.put("ask-whole", play -> waiting(play, asks("a", "npm install", null)).press("ctrl-a"));
    all.put("ask-patch", play -> waiting(play, new Ask.Patch(List.of("app.py"), DIFF)));
    all.put(
        "ask-page",
        play -> waiting(play, new Ask.Fetch("https://docs.example/a", "https://docs.example")));
    all.put("ask-unknown-outcome", play -> waiting(play, new Ask.UnknownOutcome("make", "Lost.")));
    all.put("ask-newer", play -> waiting(play, new Ask.Unknown()));
    all.put(
        "ask-question",
        play ->
            waiting(
                play,
                new Ask.Questions(
                    List.of(
                        new Ask.Question(
                            "colour",
                            "Colour",
                            "Which colour?",
                            List.of(new Ask.Option("Red", "warm"), new Ask.Option("Blue", "")))))));
    all.put(
        "ask-several",
        play ->
            waiting(play, asks("a", "npm install", null))
                .happens(SessionState.WAITING, asks("b", "npm test", null)));
    all.put(
        "answered",
        play ->
            waiting(play, asks("a", "npm install", null))
                .happens(new AgentEvent.RequestClosed(new CallId("a"), "approved", "grace")));
    all.put(
        "refused",
        play ->
            play.attached()
                .happens(SessionState.IDLE, new AgentEvent.OpRefused(new OpId("o"), "too late")));
  }

  private static Screenplay waiting(Screenplay play, Ask ask) {
    return waiting(play, ApprovalScreenTest.opened("a", ask, "it changes something"));
  }

  private static Screenplay waiting(Screenplay play, AgentEvent opened) {
    return play.attached()
        .happens(SessionState.WAITING, started(), user("do it"), opened)
        .later(Duration.ofSeconds(1));
  }

  private KindScenes() {}
}

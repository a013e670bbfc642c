package io.codextemporal.tui;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Chord;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.text.Theme;
import io.codextemporal.tui.update.Step;
import io.codextemporal.tui.update.Update;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import io.codextemporal.tui.view.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Plays a screen in memory, as a person at the keys and a session behind it would. */
public final class Screenplay {
  public static final SessionId SESSION = new SessionId("01a20000-0000-7000-8000-000000000001");
  public static final TurnId TURN = new TurnId("turn-1");

  private final TranscriptRows rows = new TranscriptRows();
  private final Update update = new Update(rows);
  private final View view = new View(rows);
  private final List<Effect> effects = new ArrayList<>();
  private Model model;
  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private long seq;

  public Screenplay(int columns, int rows) {
    model =
        Model.start(new Size(columns, rows), Theme.DARK, "/home/ada/app", "test", "tui 1 ada@box");
    tell(new Msg.Configured("/home/ada/app", "box", settings(), List.of()));
  }

  public Model model() {
    return model;
  }

  public Screenplay connected() {
    return tell(new Msg.Connection(Msg.State.CONNECTED, "", ""));
  }

  public Screenplay attached() {
    return connected().tell(new Msg.Attached(SESSION, "/home/ada/app", "box", settings()));
  }

  public Screenplay tell(Msg msg) {
    Step step = update.update(model, msg);
    model = step.model();
    effects.addAll(step.effects());
    return this;
  }

  /** Keys as they are written in the table: {@code ctrl-j}, {@code enter}, {@code a}. */
  public Screenplay press(String... chords) {
    for (String written : chords) {
      Chord chord = Chord.parse(written).orElseThrow();
      later(Duration.ofMillis(10));
      tell(
          new Msg.Pressed(
              new Key(chord.name(), chord.text(), chord.shift(), chord.alt(), chord.ctrl()), now));
    }
    return this;
  }

  public Screenplay type(String text) {
    text.codePoints()
        .forEach(point -> tell(new Msg.Pressed(Key.character(Character.toString(point)), now)));
    return this;
  }

  public Screenplay later(Duration time) {
    now = now.plus(time);
    return this;
  }

  public Screenplay tick(Duration time) {
    return later(time).tell(new Msg.Ticked(now));
  }

  public Screenplay happens(AgentEvent... events) {
    return happens(SessionState.WORKING, events);
  }

  public Screenplay happens(SessionState state, AgentEvent... events) {
    List<SequencedEvent> list = new ArrayList<>();
    for (AgentEvent event : events) {
      list.add(new SequencedEvent(++seq, now, event));
    }
    SessionStatus status = new SessionStatus(state, null, null, null, "");
    return tell(new Msg.Arrived(new EventPage("run", list, seq, false, List.of(), status), now));
  }

  public Screenplay streams(StreamBeat... beats) {
    Map<String, StreamBeat> map = new java.util.LinkedHashMap<>();
    for (StreamBeat beat : beats) {
      map.put("activity" + map.size(), beat);
    }
    return tell(new Msg.Streamed(map));
  }

  public static StreamBeat text(String item, String text) {
    return StreamBeat.of("model", TURN, null, List.of(new StreamBeat.Tail("text", item, 0, text)));
  }

  public static AgentEvent started() {
    return new AgentEvent.TurnStarted(TURN, new io.codextemporal.protocol.OpId("op"));
  }

  public static AgentEvent user(String text) {
    return new AgentEvent.UserMessage(
        TURN, new io.codextemporal.protocol.OpId("op"), "tui 1 ada@box", text);
  }

  public static AgentEvent agent(String text) {
    return new AgentEvent.AgentMessage(TURN, "item", text);
  }

  public static AgentEvent call(String id, String command) {
    return new AgentEvent.ToolCallStarted(
        TURN, new CallId(id), "exec_command", "{\"cmd\":\"" + command + "\"}", command);
  }

  public static AgentEvent ended(String id, int exit, String output) {
    return new AgentEvent.ToolCallEnded(
        TURN,
        new CallId(id),
        exit == 0 ? ToolCallStatus.COMPLETED : ToolCallStatus.FAILED,
        exit,
        20,
        output,
        null,
        null,
        List.of());
  }

  public static AgentEvent done() {
    return new AgentEvent.TurnCompleted(TURN, "", TokenUsage.ZERO, 12_000);
  }

  public static AgentEvent asks(String call, String command, @Nullable List<String> amendment) {
    return new AgentEvent.RequestOpened(
        new PendingRequest(
            new CallId(call),
            TURN,
            new Ask.Command(List.of("bash", "-lc", command), command, amendment),
            "/home/ada/app",
            "`" + command + "` requires approval by policy",
            "digest-" + call,
            Instant.EPOCH));
  }

  public List<Effect> effects() {
    return effects;
  }

  /** The ops sent so far. */
  public List<Op> ops() {
    return effects.stream()
        .filter(Effect.Submit.class::isInstance)
        .map(effect -> ((Effect.Submit) effect).op())
        .toList();
  }

  public Frame frame() {
    return view.frame(model);
  }

  /** The screen as text, rows without trailing blanks, the cursor's row marked. */
  public String shown() {
    Frame frame = frame();
    return frame.rows().stream()
        .map(row -> row.stream().map(Cell::cluster).collect(Collectors.joining()).stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  public static SessionSettings settings() {
    return new SessionSettings(
        new ModelSettings(
            "gpt-5.5",
            new ProviderSettings("p", "P", "http://h/v1", null, Map.of(), Map.of(), 4, 5, 1000),
            "medium",
            null,
            null),
        new ToolSettings(
            "/home/ada/app",
            ApprovalMode.ON_REQUEST,
            SandboxMode.WORKSPACE_WRITE,
            false,
            List.of(),
            null,
            ToolSettings.EnvironmentPolicy.DEFAULT),
        SessionLimits.DEFAULT,
        "");
  }
}

package io.codextemporal.worker.bench;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.terminal.Habits;
import io.codextemporal.tui.terminal.Program;
import io.codextemporal.tui.terminal.ScreenLoop;
import io.codextemporal.tui.text.Theme;
import io.codextemporal.tui.update.Step;
import io.codextemporal.tui.update.Update;
import io.codextemporal.tui.view.Frame;
import io.codextemporal.tui.view.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The screen's loop over a terminal that is not there: prints for each key the nanoseconds from its
 * being read to its bytes' being written, at 200×50 with a full transcript. {@code idle} or {@code
 * 100 tokens/s}.
 */
public final class KeyPathMain {
  private static final TurnId TURN = new TurnId("turn-1");
  private static final int WARM_UP = 300;
  private static final int KEYS = 300;

  /** The program as the screen runs it. */
  private record Screen(Update update, View view) implements Program<Model> {
    @Override
    public Turned<Model> update(Model model, Msg msg) {
      Step step = update.update(model, msg);
      return new Turned<>(step.model(), step.effects());
    }

    @Override
    public Frame frame(Model model) {
      return view.frame(model);
    }
  }

  public static void main(String[] args) throws Exception {
    TranscriptRows rows = new TranscriptRows();
    KeyTty tty = new KeyTty(new Size(200, 50));
    Model model = Model.start(tty.size(), Theme.DARK, "/home/ada/app", "bench", "bench");
    ScreenLoop<Model> loop =
        new ScreenLoop<>(
            new Screen(new Update(rows), new View(rows)),
            model,
            tty,
            Habits.usual(Map.of()),
            effect -> {});
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            loop.run(() -> {});
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    loop.post(new Msg.Connection(Msg.State.CONNECTED, "", ""));
    loop.post(new Msg.Arrived(page(), Instant.now()));
    if (!args[0].equals("idle")) {
      Thread.ofPlatform().daemon().start(() -> stream(loop));
    }
    for (int i = 0; i < WARM_UP + KEYS; i++) {
      long took = tty.press("QVWXYZ".substring(i % 6, i % 6 + 1));
      if (i >= WARM_UP) {
        System.out.println(took);
      }
      if (i % 60 == 59) {
        tty.press("\u0015");
      }
      Thread.sleep(5);
    }
    System.exit(0);
  }

  private static EventPage page() {
    List<SequencedEvent> events = new ArrayList<>();
    add(events, new AgentEvent.TurnStarted(TURN, new OpId("op")));
    for (int i = 0; i < 60; i++) {
      add(
          events,
          new AgentEvent.AgentMessage(TURN, "item" + i, "some **words** of it ".repeat(30)));
    }
    return new EventPage("run", events, events.size(), true, List.of(), SessionStatus.IDLE);
  }

  private static void add(List<SequencedEvent> events, AgentEvent event) {
    events.add(new SequencedEvent(events.size() + 1L, Instant.now(), event));
  }

  /** A token every ten milliseconds, in answers of some hundred. */
  private static void stream(ScreenLoop<Model> loop) {
    try {
      StringBuilder text = new StringBuilder();
      for (int i = 0; ; i++) {
        String item = "live" + i / 400;
        text.setLength(i % 400 == 0 ? 0 : text.length());
        long from = text.length();
        String token = i % 20 == 19 ? "token.\n\n" : "token ";
        text.append(token);
        StreamBeat.Tail tail = new StreamBeat.Tail("text", item, from, token);
        loop.post(
            new Msg.Streamed(Map.of("model", StreamBeat.of("model", TURN, null, List.of(tail)))));
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeyPathMain() {}
}

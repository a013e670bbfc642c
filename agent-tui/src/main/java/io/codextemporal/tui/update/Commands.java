package io.codextemporal.tui.update;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.HelpOverlay;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Live;
import io.codextemporal.tui.model.Looking;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Place;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.TurnState;
import io.codextemporal.tui.model.Vi;
import io.codextemporal.tui.text.Theme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the slash commands do. Pure. */
final class Commands {
  /** {@code line} as it was typed, slash and all; empty when it is no command. */
  static Optional<Step> typed(Model model, String line, Instant at) {
    return name(line)
        .map(name -> {
          String[] words = line.strip().split("\\s+", 2);
          return run(model, name, words.length > 1 ? words[1].strip() : "", at);
        });
  }

  /** What is said of a command there is none of; it stays in the draft, to be mended. */
  static Optional<Step> unknown(Model model, String line, Instant at) {
    return name(line)
        .filter(name -> SlashCommand.named(name).isEmpty())
        .map(name -> run(model, name, "", at));
  }

  /** The word behind the slash; a path is no command. */
  private static Optional<String> name(String line) {
    String text = line.strip();
    if (!text.startsWith("/") || text.contains("\n")) {
      return Optional.empty();
    }
    String name = text.substring(1).split("\\s+", 2)[0];
    return name.contains("/") || name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  static Step run(Model model, String name, String words, Instant at) {
    if (name.equals("interrupt")) {
      return interrupt(model);
    }
    Optional<SlashCommand> command = SlashCommand.named(name);
    if (command.isEmpty()) {
      String nearest =
          SlashCommand.nearest(name).map(word -> "; did you mean /" + word + "?").orElse("");
      return say(model, "There is no /" + name + nearest, at);
    }
    return command.get().notYet().isEmpty()
        ? run(model, command.get(), words, at)
        : say(model, "/" + name + ": " + command.get().notYet(), at);
  }

  private static Step run(Model model, SlashCommand command, String words, Instant at) {
    return switch (command) {
      case NEW, CLEAR -> fresh(model);
      case RESUME ->
          open(model, SessionsOverlay.loading(false, at)).and(new Effect.ListSessions(false));
      case MODEL -> words.isEmpty() ? models(model, at) : model(model, words);
      case APPROVALS, PERMISSIONS -> open(model, modes(model));
      case STATUS -> open(model, PagerOverlay.of("Status", StatusText.of(model)));
      case DIFF -> ShowingDiff.asked(model, at);
      case MENTION ->
          Suggesting.follow(model.with(model.desk().with(model.desk().composer().type("@"))));
      case COMPACT -> Sending.op(model, Op.Compact::new);
      case FORK -> Forking.whole(model, at);
      case COPY -> copy(model, at);
      case EXPORT -> Step.of(model, new Effect.Export(words.isEmpty() ? null : words));
      case PS -> Background.list(model);
      case STOP -> Background.stop(model, words).orElseGet(() -> open(model, stop()));
      case DETACH -> Leaving.now(model);
      case QUIT, EXIT -> Leaving.asking(model);
      case THEME -> open(model, themes(model.screen().theme()));
      case HELP -> open(model, new HelpOverlay(0, false));
      case KEYMAP -> open(model, new HelpOverlay(0, true));
      case MOUSE -> mouse(model, at);
      case VIM -> vi(model, at);
      case DEBUG_CONFIG -> Step.of(model, new Effect.ExplainSettings(SettingsText.of(model)));
      case LOGOUT -> Step.of(model, new Effect.Logout());
      default -> Step.of(model);
    };
  }

  static Step interrupt(Model model) {
    TurnState turn = model.session().turn();
    return turn.isRunning() && turn.phase() != TurnState.Phase.INTERRUPTING
        ? Sending.op(
            model.with(model.session().with(turn.in(TurnState.Phase.INTERRUPTING))),
            Op.Interrupt::new)
        : Step.of(model);
  }

  static Step copy(Model model, Instant at) {
    return model
        .session()
        .transcript()
        .lastAnswer()
        .map(answer -> say(model, "Copied the last answer", at).and(new Effect.Copy(answer)))
        .orElseGet(() -> say(model, "There is no answer to copy yet", at));
  }

  /** Another session from here on; the one that was shown goes on by itself. */
  static Step fresh(Model model) {
    Session old = model.session();
    Place place = new Place(null, old.place().cwd(), old.place().machine(), old.place().settings());
    return Step.of(
        model
            .with(Session.fresh(old.way(), place))
            .with(Looking.AT_END)
            .with(model.desk().withOverlays(List.of())),
        new Effect.StartFresh());
  }

  static Step attach(Model model, io.codextemporal.protocol.SessionId session) {
    Session old = model.session();
    Place place =
        new Place(session, old.place().cwd(), old.place().machine(), old.place().settings())
            .awaiting("Opening the session");
    return Step.of(
        model
            .with(Session.fresh(old.way(), place).with(Live.NONE))
            .with(Looking.AT_END)
            .with(model.desk().withOverlays(List.of())),
        new Effect.Attach(session));
  }

  /** The session that was to be shown could not be. */
  static Step unopened(Model model) {
    Place place = model.session().place();
    return Step.of(
        model.with(
            Session.fresh(
                model.session().way(),
                new Place(null, place.cwd(), place.machine(), place.settings()))));
  }

  private static Step open(Model model, Overlay overlay) {
    return Step.of(model.with(model.desk().opened(overlay)));
  }

  private static Step say(Model model, String sentence, Instant at) {
    return Step.of(EventUpdate.toast(model, sentence, at));
  }

  private static Step models(Model model, Instant at) {
    SessionSettings settings = model.session().place().settings();
    if (settings == null) {
      return say(model, "The configuration is not read yet", at);
    }
    String name = settings.model().model();
    String now = Efforts.now(settings);
    List<Item> items = new ArrayList<>();
    for (String effort : Efforts.ALL) {
      items.add(
          Item.of(
              name + " " + effort,
              effort.equals(now) ? "as it is" : "",
              new Intent.Override(patch(null, effort, null, null))));
    }
    return open(
        model,
        ChoiceOverlay.of(
            "How hard should it think? (another model: /model NAME EFFORT)",
            items,
            Efforts.place(now)));
  }

  private static Step model(Model model, String words) {
    String[] parts = words.split("\\s+", 2);
    return override(model, patch(parts[0], parts.length > 1 ? parts[1] : null, null, null));
  }

  /** Settings of the running session, or of the one that the first message begins. */
  static Step override(Model model, SettingsPatch patch) {
    Place place = model.session().place();
    SessionSettings settings = place.settings();
    if (place.session() == null && settings != null) {
      return Step.of(
          model.with(model.session().with(place.with(settings.with(patch)))),
          new Effect.Configure(patch));
    }
    return Sending.op(model, (id, from) -> new Op.OverrideSettings(id, from, patch));
  }

  static SettingsPatch patch(
      @Nullable String name,
      @Nullable String effort,
      @Nullable ApprovalMode approval,
      @Nullable SandboxMode sandbox) {
    return new SettingsPatch(name, null, effort, null, approval, sandbox, null, null);
  }

  private static ChoiceOverlay modes(Model model) {
    List<Item> items = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      items.add(Item.of(mode.title(), mode.meaning(), new Intent.Override(mode.patch())));
    }
    return ChoiceOverlay.of(
        "What may it do without asking?", items, Mode.of(model).map(Mode::ordinal).orElse(0));
  }

  private static ChoiceOverlay themes(Theme now) {
    return ChoiceOverlay.of(
            "Colours",
            List.of(
                Item.tried("Dark", "for a dark background", new Intent.SetTheme(Theme.DARK)),
                Item.tried("Light", "for a light background", new Intent.SetTheme(Theme.LIGHT)),
                Item.tried("None", "no colours at all", new Intent.SetTheme(Theme.PLAIN))),
            now.ordinal())
        .undoneBy(new Intent.SetTheme(now));
  }

  private static ChoiceOverlay stop() {
    return ChoiceOverlay.of(
        "End this session and everything it runs?",
        List.of(
            Item.of("No, go on", ""),
            Item.of("Yes, end it", "it can be reopened later", new Intent.StopSession())),
        0);
  }

  private static Step vi(Model model, Instant at) {
    boolean on = model.desk().vi().mode() == Vi.Mode.OFF;
    return say(
        model.with(model.desk().with(on ? Vi.INSERT : Vi.OFF)),
        on ? "vi keys: esc for normal mode" : "vi keys are off",
        at);
  }

  private static Step mouse(Model model, Instant at) {
    boolean on = !model.screen().mouse();
    return say(
            model.with(model.screen().withMouse(on)),
            on ? "The wheel scrolls here" : "The mouse is the terminal's",
            at)
        .and(new Effect.CaptureMouse(on));
  }

  private Commands() {}
}

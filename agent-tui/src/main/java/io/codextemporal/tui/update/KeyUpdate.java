package io.codextemporal.tui.update;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.QueuedMessage;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Action;
import io.codextemporal.tui.model.ChoiceOverlay;
import io.codextemporal.tui.model.ChoiceOverlay.Item;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.HelpOverlay;
import io.codextemporal.tui.model.Intent;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.OverlayStep;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.TurnState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a pressed key does: to the overlay on top, else to the composer. Pure. */
final class KeyUpdate {
  private static final Duration TWICE = Duration.ofSeconds(1);

  private static final Set<Action> BESIDE_OVERLAYS =
      Set.of(Action.TRANSCRIPT, Action.COPY_ANSWER, Action.REPAINT, Action.SUSPEND, Action.LEAVE);

  private final TranscriptRows rows;

  KeyUpdate(TranscriptRows rows) {
    this.rows = rows;
  }

  Step press(Model model, Key key, Instant at) {
    Model now = model.at(at);
    Optional<Overlay> top = now.desk().top();
    return top.isPresent() ? overlay(now, top.get(), key, at) : composer(now, key, at);
  }

  private Step overlay(Model model, Overlay overlay, Key key, Instant at) {
    OverlayStep step = Overlays.press(overlay, key, model, at, rows);
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    overlays.removeLast();
    if (step.next() != null) {
      overlays.add(step.next());
    } else if (!overlays.isEmpty()) {
      // What lay below is only seen from now on: a key meant for what was on top answers nothing.
      overlays.set(overlays.size() - 1, Pendings.seen(overlays.getLast(), at));
    }
    Step result = Step.of(model.with(model.desk().withOverlays(overlays)));
    for (Intent intent : step.intents()) {
      result = result.then(next -> intended(next, intent, key, at));
    }
    return result;
  }

  private Step intended(Model model, Intent intent, Key key, Instant at) {
    return switch (intent) {
      case Intent.Decide decide ->
          Sending.op(
                  model,
                  (id, from) ->
                      new Op.Approval(id, from, decide.call(), decide.decision(), decide.digest()))
              .then(sent -> Step.of(answered(sent, decide.call().value(), decide.number())));
      case Intent.Answer answer ->
          Sending.op(model, (id, from) -> new Op.Answer(id, from, answer.call(), answer.answers()))
              .then(sent -> Step.of(answered(sent, answer.call().value(), 0)));
      case Intent.Attach attach -> Commands.attach(model, attach.session());
      case Intent.Override override -> Commands.override(model, override.patch());
      case Intent.Run run -> Commands.run(model, run.command(), run.arguments(), at);
      case Intent.Complete complete -> complete(model, complete, at);
      case Intent.Redraft redraft ->
          ComposerKeys.changed(
              model, model.desk().composer().replace(redraft.text(), redraft.images()), at);
      case Intent.Fork fork -> Forking.cut(model, fork.cut(), at);
      case Intent.Toast toast -> Step.of(EventUpdate.toast(model, toast.text(), at));
      case Intent.Open open -> Step.of(model.with(model.desk().opened(open.overlay())));
      case Intent.Do effect -> Step.of(model, effect.effect());
      case Intent.Trust trust -> Step.of(model, new Effect.Trust(trust.folder(), trust.trusted()));
      case Intent.SetTheme theme -> Step.of(model.with(model.screen().withTheme(theme.theme())));
      case Intent.Leave leave -> leave.stop() ? Leaving.stopping(model) : Leaving.now(model);
      case Intent.StopSession stop -> Sending.op(model, Op.Shutdown::new);
      case Intent.Pass pass -> passed(model, key, at);
    };
  }

  /** Where the composer is not in use, keys that edit it do nothing. */
  private Step passed(Model model, Key key, Instant at) {
    boolean typing =
        model.desk().top().map(top -> top.place() == Overlay.Place.ABOVE_COMPOSER).orElse(true);
    return typing
        ? composer(model, key, at)
        : model
            .keys()
            .action(key)
            .filter(BESIDE_OVERLAYS::contains)
            .map(action -> act(model, action, at))
            .orElseGet(() -> Step.of(model));
  }

  /** The request is out of the way at once; whether the answer counted, its event tells. */
  private static Model answered(Model model, String call, int number) {
    return Pendings.shown(
        model.with(
            model
                .session()
                .withPending(
                    model.session().pending().stream()
                        .filter(request -> !request.call().value().equals(call))
                        .toList())),
        number,
        model.now());
  }

  private static Step complete(Model model, Intent.Complete complete, Instant at) {
    Composer composer = model.desk().composer();
    List<String> images = ImagePaths.of(complete.text());
    if (!images.isEmpty()) {
      String folder = model.session().place().cwd();
      List<String> files =
          images.stream().map(name -> name.startsWith("/") ? name : folder + "/" + name).toList();
      return ComposerKeys.changed(Suggesting.without(model), composer.deleteTo(complete.from()), at)
          .and(new Effect.AttachImages(complete.text(), files));
    }
    Composer done = composer.deleteTo(complete.from()).type(complete.text());
    Model next = model.with(model.desk().edited(done, at));
    return Step.of(Suggesting.without(next), new Effect.SaveDraft(Sending.unsaved(next)));
  }

  private Step composer(Model model, Key key, Instant at) {
    Optional<Step> vi = ViKeys.press(model, key, at);
    if (vi.isPresent()) {
      return vi.get();
    }
    Composer composer = model.desk().composer();
    boolean plain = key.name() == Key.Name.CHARACTER && !key.ctrl() && !key.alt();
    Optional<Action> action = model.keys().action(key);
    if (plain && (action.isEmpty() || !composer.isEmpty() || !isForEmpty(model, action.get()))) {
      return ComposerKeys.changed(model, composer.type(key.text()), at);
    }
    if (action.isEmpty()) {
      return Step.of(model);
    }
    return ComposerKeys.edit(model, action.get(), at).orElseGet(() -> act(model, action.get(), at));
  }

  /** Letters that mean something while nothing is written. */
  private static boolean isForEmpty(Model model, Action action) {
    return action == Action.HELP
        || action == Action.WAKE && model.session().turn().phase() == TurnState.Phase.SLEEPING;
  }

  private Step act(Model model, Action action, Instant at) {
    return switch (action) {
      case SEND -> send(model, at);
      case QUEUE -> queue(model, at);
      case INTERRUPT -> escape(model, at);
      case CANCEL -> cancel(model, at);
      case LEAVE ->
          model.desk().composer().isEmpty() || model.desk().top().isPresent()
              ? Leaving.asking(model)
              : ComposerKeys.edit(model, Action.DELETE_RIGHT, at).orElse(Step.of(model));
      case EDIT_QUEUED -> takeBack(model, at);
      case EDITOR -> Step.of(model, new Effect.EditExternally(model.desk().composer().message()));
      case TRANSCRIPT -> Step.of(model.with(model.desk().opened(PagerOverlay.transcript())));
      case COPY_ANSWER -> Commands.copy(model, at);
      case REPAINT -> Step.of(model, new Effect.Repaint());
      case MODE -> Commands.override(model, Mode.after(Mode.of(model)).patch());
      case LESS_EFFORT -> effort(model, -1, at);
      case MORE_EFFORT -> effort(model, 1, at);
      case SEARCH_HISTORY -> history(model, at);
      case HELP -> Step.of(model.with(model.desk().opened(new HelpOverlay(0, false))));
      case SUSPEND -> Step.of(model, new Effect.Suspend());
      case WAKE -> Sending.op(model, Op.Wake::new);
      case PAGE_UP -> Step.of(new Scrolling(rows).page(model, -1)).then(Scrolling::more);
      case PAGE_DOWN -> Step.of(new Scrolling(rows).page(model, 1));
      case TOP -> Step.of(new Scrolling(rows).top(model)).then(Scrolling::more);
      case BOTTOM -> Step.of(model.with(model.looking().at(null)));
      case PASTE_IMAGE -> Step.of(model, new Effect.PasteImage());
      default -> Step.of(model);
    };
  }

  private static Step send(Model model, Instant at) {
    Composer composer = model.desk().composer();
    String text = composer.message();
    if (composer.draft().text().endsWith("\\")
        && composer.draft().caret() == composer.draft().text().length()) {
      Composer continued = composer.deleteTo(composer.draft().left()).type("\n");
      return ComposerKeys.changed(model, continued, at);
    }
    if (text.isBlank()) {
      return Step.of(model);
    }
    Model clear = Suggesting.without(model);
    Optional<Step> unknown = Commands.unknown(clear, text, at);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    Optional<Step> command = Commands.typed(emptied(clear, text), text, at);
    if (command.isPresent()) {
      return command.get();
    }
    return text.strip().startsWith("!") && text.strip().length() > 1
        ? Sending.shell(clear, text)
        : Sending.message(clear, text);
  }

  private static Model emptied(Model model, String text) {
    return model.with(
        model.desk().with(model.desk().composer().sent()).with(model.desk().prompts().with(text)));
  }

  private static Step queue(Model model, Instant at) {
    String text = model.desk().composer().message();
    if (text.isBlank()) {
      return Step.of(model);
    }
    return model.session().turn().isRunning() && !text.strip().startsWith("/")
        ? Sending.queued(Suggesting.without(model), text)
        : send(model, at);
  }

  /** The last queued message back into the composer. */
  private static Step takeBack(Model model, Instant at) {
    List<QueuedMessage> queue = model.session().queue();
    if (queue.isEmpty() || !model.desk().composer().isEmpty()) {
      return ComposerKeys.edit(model, Action.WORD_LEFT, at).orElse(Step.of(model));
    }
    QueuedMessage last = queue.getLast();
    Model taken =
        model
            .with(model.session().withQueue(queue.subList(0, queue.size() - 1)))
            .with(
                model
                    .desk()
                    .edited(
                        model
                            .desk()
                            .composer()
                            .replace(Composer.labelled(last.text(), last.images()), last.images()),
                        at));
    return Sending.op(taken, (id, from) -> new Op.QueueDrop(id, from, last.entry()))
        .and(new Effect.SaveDraft(Sending.unsaved(taken)));
  }

  private static Step escape(Model model, Instant at) {
    if (model.looking().selection() != null) {
      return Step.of(model.with(model.looking().selecting(null)));
    }
    if (model.session().turn().phase() == TurnState.Phase.INTERRUPTING) {
      return Step.of(model);
    }
    if (model.session().turn().isRunning()) {
      return Commands.interrupt(model);
    }
    if (!model.desk().composer().isEmpty()) {
      return Step.of(model);
    }
    Instant armed = model.looking().escapeUntil();
    if (armed != null && at.isBefore(armed)) {
      return Forking.choosing(model.with(model.looking().armedToGoBack(null)), at);
    }
    Model next = model.with(model.looking().armedToGoBack(at.plus(TWICE)));
    return Step.of(
        model.session().transcript().cells().isEmpty()
            ? next
            : EventUpdate.toast(next, "esc again goes back to an earlier message", at));
  }

  private static Step cancel(Model model, Instant at) {
    Instant armed = model.looking().quitUntil();
    if (armed != null && at.isBefore(armed)) {
      return Leaving.now(model);
    }
    Model next =
        EventUpdate.toast(
            model.with(model.looking().armedToQuit(at.plus(TWICE))),
            "ctrl+c again leaves; the session goes on",
            at);
    if (!model.desk().composer().isEmpty()) {
      return ComposerKeys.changed(next, next.desk().composer().replace(""), at);
    }
    boolean running =
        model.session().turn().isRunning()
            && model.session().turn().phase() != TurnState.Phase.INTERRUPTING;
    return running ? Commands.interrupt(next) : Step.of(next);
  }

  private static Step history(Model model, Instant at) {
    List<Item> items =
        model.desk().prompts().all().reversed().stream()
            .distinct()
            .limit(500)
            .map(prompt ->
                Item.of(
                    prompt.strip().lines().findFirst().orElse(""), "", new Intent.Redraft(prompt)))
            .toList();
    return items.isEmpty()
        ? Step.of(EventUpdate.toast(model, "Nothing was typed before", at))
        : Step.of(
            model.with(
                model.desk().opened(ChoiceOverlay.searching("What was typed before", items))));
  }

  private static Step effort(Model model, int by, Instant at) {
    SessionSettings settings = model.session().place().settings();
    if (settings == null) {
      return Step.of(model);
    }
    int place = Efforts.place(Efforts.now(settings)) + by;
    String next = Efforts.ALL.get(Math.clamp(place, 0, Efforts.ALL.size() - 1));
    Model said = EventUpdate.toast(model, "Thinks: " + next, at);
    return Commands.override(said, Commands.patch(null, next, null, null));
  }
}

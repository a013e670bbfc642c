package io.codextemporal.tui.update;

import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Looking;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.PagerOverlay;
import io.codextemporal.tui.model.Place;
import io.codextemporal.tui.model.Session;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.TurnState;
import io.codextemporal.tui.model.Vi;
import io.codextemporal.tui.model.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What each message does to the screen. Pure, but for what {@link TranscriptRows} keeps to be
 * quick. Used by the screen's one thread.
 */
public final class Update {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TranscriptRows rows;
  private final KeyUpdate keys;

  public Update(TranscriptRows rows) {
    this.rows = rows;
    this.keys = new KeyUpdate(rows);
  }

  /** The next model, and what the world is asked to do. */
  public Step update(Model model, Msg msg) {
    Step step = step(model, msg);
    return step.then(next -> consequences(model, next));
  }

  private Step step(Model model, Msg msg) {
    return switch (msg) {
      case Msg.Pressed pressed -> keys.press(model, pressed.key(), pressed.at());
      case Msg.Pasted pasted -> pasted(model.at(pasted.at()), pasted);
      case Msg.Moused mouse -> new Scrolling(rows).moused(model, mouse);
      case Msg.Resized resized -> Step.of(new Resizing(rows).resized(model, resized.size()));
      case Msg.Focused focused -> Step.of(model.with(model.screen().withFocus(focused.focused())));
      case Msg.Ticked ticked -> Step.of(expired(model.at(ticked.at())));
      case Msg.Resumed resumed -> Step.of(model, new Effect.Repaint());
      case Msg.Connection way ->
          Step.of(
              model.with(model.session().with(new Way(way.state(), way.sentence(), way.remedy()))));
      case Msg.Configured configured -> configured(model, configured);
      case Msg.Warned warned -> Step.of(warned(model, warned.sentences()));
      case Msg.Remapped remapped -> remapped(model, remapped);
      case Msg.ViMode vi -> Step.of(model.with(model.desk().with(vi.on() ? Vi.INSERT : Vi.OFF)));
      case Msg.Attached attached -> attached(model, attached);
      case Msg.Forked forked -> Forking.forked(model.at(forked.at()), forked);
      case Msg.Unopened none -> Commands.unopened(model);
      case Msg.Leave none -> Leaving.quietly(model);
      case Msg.Terminated none -> Leaving.now(model);
      case Msg.Sent sent -> sent(model, sent);
      case Msg.NotSent not ->
          Step.of(
              EventUpdate.toast(
                  Sending.back(model, not.op()),
                  joined(not.sentence(), not.remedy()),
                  model.now()));
      case Msg.Arrived arrived ->
          EventUpdate.arrived(model, arrived.page(), arrived.at())
              .then(next -> Step.of(Holding.bounded(next)));
      case Msg.ArrivedEarlier earlier -> new Holding(rows).earlier(model, earlier);
      case Msg.Streamed streamed ->
          Step.of(
              Background.renewed(
                  model.with(
                      model
                          .session()
                          .with(model.session().live().with(streamed.beats().values())))));
      case Msg.Listed listed -> Step.of(listed(model.at(listed.at()), listed));
      case Msg.Previewed seen -> Step.of(sessions(model, open -> open.knowing(seen.detail())));
      case Msg.FilesFound found -> Suggesting.listed(model, "here", found.paths(), found.more());
      case Msg.DiffRead read -> ShowingDiff.read(model, read);
      case Msg.Untrusted folder -> Step.of(Trusting.asked(model.at(folder.at()), folder));
      case Msg.Paged page ->
          Step.of(model.with(model.desk().opened(PagerOverlay.of(page.title(), page.text()))));
      case Msg.Shown shown -> Step.of(EventUpdate.detail(model, shown.detail(), shown.at()));
      case Msg.HistoryLoaded loaded ->
          Step.of(model.with(model.desk().with(model.desk().prompts().loaded(loaded.prompts()))));
      case Msg.ImagesAttached attached -> attached(model, attached);
      case Msg.NoImages none -> noImages(model, none);
      case Msg.DraftLoaded draft -> Step.of(draft(model, draft.text()));
      case Msg.Edited edited -> edited(model, edited);
      case Msg.Failed failed ->
          Step.of(
              EventUpdate.toast(model, joined(failed.sentence(), failed.remedy()), model.now()));
      case Msg.Done done -> Step.of(EventUpdate.toast(model, done.sentence(), model.now()));
    };
  }

  /** What the server holds is no draft any more. */
  private static Step sent(Model model, Msg.Sent sent) {
    Model kept = Sending.kept(model, sent.op());
    String left = Sending.unsaved(kept);
    return left.equals(Sending.unsaved(model))
        ? Step.of(kept)
        : Step.of(kept, new Effect.SaveDraft(left));
  }

  private static String joined(String sentence, String remedy) {
    return remedy.isBlank() ? sentence : sentence + " • " + remedy;
  }

  private static Step pasted(Model model, Msg.Pasted pasted) {
    if (model.desk().top().isPresent()) {
      Model without = Suggesting.without(model);
      Optional<Overlay> top = without.desk().top();
      if (top.isPresent()) {
        Optional<Overlay> taken = Overlays.paste(top.get(), pasted.text());
        // What takes no text leaves the paste in the draft.
        return taken.isPresent()
            ? Step.of(without.with(without.desk().replacingTop(taken.get())))
            : intoDraft(without, pasted.text(), pasted.at());
      }
    }
    return intoDraft(model, pasted.text(), pasted.at());
  }

  private static Step intoDraft(Model model, String text, Instant at) {
    List<String> images = ImagePaths.of(text);
    return images.isEmpty()
        ? ComposerKeys.changed(model, model.desk().composer().paste(text), at)
        : Step.of(model, new Effect.AttachImages(text, images));
  }

  private static Step attached(Model model, Msg.ImagesAttached attached) {
    Composer composer = model.desk().composer();
    for (UserImage image : attached.images()) {
      if (composer.images().size() >= MessageNames.MOST_IMAGES) {
        String most = "A message takes at most " + MessageNames.MOST_IMAGES + " images";
        return ComposerKeys.changed(
            EventUpdate.toast(model, most, attached.at()), composer, attached.at());
      }
      composer = composer.attach(image).type(" ");
    }
    return ComposerKeys.changed(model.at(attached.at()), composer, attached.at());
  }

  /** What names no image is a text. */
  private static Step noImages(Model model, Msg.NoImages none) {
    Model said = none.why().isEmpty() ? model : EventUpdate.toast(model, none.why(), none.at());
    return ComposerKeys.changed(said, said.desk().composer().paste(none.pasted()), none.at());
  }

  private static Model expired(Model model) {
    Looking looking = model.looking();
    Instant now = model.now();
    Instant toast = looking.toastUntil();
    if (toast != null && !now.isBefore(toast)) {
      looking = looking.quiet();
    }
    Instant quit = looking.quitUntil();
    if (quit != null && !now.isBefore(quit)) {
      looking = looking.armedToQuit(null);
    }
    Instant escape = looking.escapeUntil();
    if (escape != null && !now.isBefore(escape)) {
      looking = looking.armedToGoBack(null);
    }
    return model.with(looking);
  }

  private static Step configured(Model model, Msg.Configured configured) {
    Session session = model.session();
    Place place =
        new Place(null, configured.cwd(), configured.machine(), configured.settings())
            .awaiting(session.place().coming());
    // A session that is there has settings of its own.
    Model next = session.place().session() == null ? model.with(session.with(place)) : model;
    return Step.of(warned(next, configured.warnings()));
  }

  /** What is said at the start stays to be read. */
  private static Model warned(Model model, List<String> sentences) {
    Session session = model.session();
    return model.with(session.with(session.transcript().warned(sentences)));
  }

  private static Step remapped(Model model, Msg.Remapped remapped) {
    List<String> complaints = new ArrayList<>();
    Model next = model.with(model.keys().remapped(remapped.keymap(), complaints));
    return Step.of(warned(next, complaints));
  }

  /** What was typed before the session was there stays. */
  private static Step attached(Model model, Msg.Attached attached) {
    Place place =
        new Place(attached.session(), attached.cwd(), attached.machine(), attached.settings());
    boolean begun = model.session().place().session() == null;
    boolean same = attached.session().equals(model.session().place().session());
    Session session =
        begun || same ? model.session().with(place) : Session.fresh(model.session().way(), place);
    Step step = Step.of(model.with(session));
    // What the newest events do not tell: what is open, queued, in force.
    return begun && model.session().outgoing().isEmpty() || !begun
        ? step.and(new Effect.Show())
        : step;
  }

  private static Model listed(Model model, Msg.Listed listed) {
    return sessions(model, open -> open.listed(listed.sessions(), listed.at()));
  }

  private static Model sessions(Model model, UnaryOperator<SessionsOverlay> change) {
    List<Overlay> overlays = new ArrayList<>(model.desk().overlays());
    overlays.replaceAll(
        overlay -> overlay instanceof SessionsOverlay open ? change.apply(open) : overlay);
    return model.with(model.desk().withOverlays(overlays));
  }

  /** A draft that was left does not push aside what is already typed. */
  private static Model draft(Model model, String kept) {
    DraftText left = DraftText.read(kept);
    return left.text().isEmpty() || !model.desk().composer().isEmpty()
        ? model
        : model.with(
            model.desk().with(model.desk().composer().replace(left.text(), left.images())));
  }

  private static Step edited(Model model, Msg.Edited edited) {
    String text = edited.text();
    return text == null
        ? Step.of(model, new Effect.Repaint())
        : ComposerKeys.changed(
                model, model.desk().composer().replace(text.stripTrailing()), model.now())
            .and(new Effect.Repaint());
  }

  /** What follows from any change: the next tick, the title. */
  private static Step consequences(Model before, Model after) {
    List<Effect> effects = new ArrayList<>();
    Optional<Instant> due = due(after);
    if (due.isPresent() && !due.equals(due(before))) {
      effects.add(new Effect.Tick(due.get()));
    }
    Optional<SessionId> chosen = chosen(after);
    if (chosen.isPresent() && !chosen.equals(chosen(before))) {
      effects.add(new Effect.Preview(chosen.get()));
    }
    String title = title(after);
    if (!title.equals(title(before))) {
      effects.add(new Effect.SetTitle(title));
    }
    return new Step(after, effects);
  }

  /** The session under the cursor of a list, as long as no more is known of it. */
  private static Optional<SessionId> chosen(Model model) {
    return model
        .desk()
        .top()
        .filter(SessionsOverlay.class::isInstance)
        .map(SessionsOverlay.class::cast)
        .flatMap(open ->
            open.chosen()
                .map(SessionSummary::session)
                .filter(session -> !open.details().containsKey(session)));
  }

  /** When the screen changes by itself: a toast goes, a second has passed. */
  static Optional<Instant> due(Model model) {
    Instant due = model.looking().toastUntil();
    Instant quit = model.looking().quitUntil();
    if (quit != null && (due == null || quit.isBefore(due))) {
      due = quit;
    }
    TurnState turn = model.session().turn();
    Instant since = turn.since();
    boolean counts =
        turn.isRunning()
            && turn.phase() != TurnState.Phase.SLEEPING
            && !model.screen().accessible();
    if (counts && since != null) {
      long passed = Math.max(0, Duration.between(since, model.now()).toSeconds());
      Instant next = since.plus(SECOND.multipliedBy(passed + 1));
      due = due == null || next.isBefore(due) ? next : due;
    }
    return Optional.ofNullable(due);
  }

  static String title(Model model) {
    String cwd = model.session().place().cwd();
    String folder = cwd.substring(cwd.lastIndexOf('/') + 1);
    String mark =
        !model.session().pending().isEmpty()
            ? "? "
            : model.session().turn().isRunning() ? "● " : "";
    return mark + (folder.isEmpty() ? "ct" : folder);
  }
}

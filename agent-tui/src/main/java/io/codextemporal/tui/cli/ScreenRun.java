package io.codextemporal.tui.cli;

import io.codextemporal.config.Config;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.tui.cells.TranscriptRows;
import io.codextemporal.tui.model.Composer;
import io.codextemporal.tui.model.Desk;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Screen;
import io.codextemporal.tui.model.SessionsOverlay;
import io.codextemporal.tui.model.Size;
import io.codextemporal.tui.session.Attachments;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.Opening;
import io.codextemporal.tui.session.ScreenSession;
import io.codextemporal.tui.session.Services;
import io.codextemporal.tui.session.SessionFailure;
import io.codextemporal.tui.session.Who;
import io.codextemporal.tui.terminal.Habits;
import io.codextemporal.tui.terminal.Program;
import io.codextemporal.tui.terminal.ScreenLoop;
import io.codextemporal.tui.terminal.SttyTerminal;
import io.codextemporal.tui.terminal.Tty;
import io.codextemporal.tui.update.Step;
import io.codextemporal.tui.update.Update;
import io.codextemporal.tui.view.Cell;
import io.codextemporal.tui.view.Frame;
import io.codextemporal.tui.view.Scrollback;
import io.codextemporal.tui.view.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of the screen. The composer is drawn before anything of Temporal, the configuration or
 * the command line's parser is loaded; all that comes behind it.
 */
final class ScreenRun {
  private final Surroundings around;
  private final ScreenWords words;
  private @Nullable ScreenSession session;
  private @Nullable Attachments attachments;

  ScreenRun(Surroundings around, ScreenWords words) {
    this.around = around;
    this.words = words;
  }

  /** On this process's terminal. */
  int run() {
    SessionFlags flags = words.options().flags();
    requireTerminal();
    ScreenLook look = ScreenLook.of(around.places().configFile(), around.environment(), isInline());
    return run(flags, look, SttyTerminal.of(look.alternate(), true), null);
  }

  /** Who has the screen read aloud reads on below, not all over it. */
  private boolean isInline() {
    return words.options().noAltScreen || words.options().accessible;
  }

  private void requireTerminal() {
    boolean terminal = around.stdio().inIsTerminal() && around.stdio().outIsTerminal();
    String term = around.environment().getOrDefault("TERM", "");
    String why =
        !terminal
            ? "there is no terminal"
            : term.isEmpty() || term.equals("dumb")
                ? "the terminal is too plain for it (TERM=" + term + ")"
                : around.environment().getOrDefault("CI", "").isEmpty() ? "" : "CI is set";
    if (!why.isEmpty()) {
      throw new CliFailure("the screen", why, "Without a screen: ct exec PROMPT", ExitCode.USAGE);
    }
  }

  /** {@code services} null makes those of this process. */
  int run(SessionFlags flags, ScreenLook look, Tty tty, @Nullable Services services) {
    Path folder = words.options().folder(around.here());
    List<UserImage> images = words.options().leaveImages(around);
    TranscriptRows rows = new TranscriptRows();
    Update update = new Update(rows);
    Model first = model(tty.size(), look, folder.toString());
    Scrollback scrollback = look.alternate() ? null : new Scrollback(rows);
    View view = new View(rows, scrollback);
    Loop loop = new Loop(update, view, scrollback, around);
    ScreenLoop<Model> screen =
        new ScreenLoop<>(loop, first, tty, Habits.usual(around.environment()), this::perform);
    try {
      String farewell = screen.run(() -> begin(screen, services, beginning(flags, folder), images));
      close();
      Optional<SessionFailure> failure =
          Optional.ofNullable(session).flatMap(ScreenSession::failure);
      if (failure.isPresent()) {
        throw failure.get();
      }
      say(farewell);
      return ExitCode.OK;
    } catch (IOException e) {
      close();
      throw new CliFailure("the terminal", String.valueOf(e.getMessage()), "", ExitCode.FAILED, e);
    }
  }

  private ScreenBeginning beginning(SessionFlags flags, Path folder) {
    List<String> said = words.options().warning().stream().toList();
    return new ScreenBeginning(around, flags, folder, said);
  }

  private Model model(Size size, ScreenLook look, String folder) {
    String client = "tui-" + Who.pid() + "-" + System.currentTimeMillis();
    Model model = Model.start(size, look.theme(), folder, client, Who.as("tui"));
    boolean accessible = words.options().accessible;
    Model shown =
        model.with(new Screen(size, look.theme(), true, accessible, true, !look.alternate()));
    Desk desk = shown.desk();
    String coming = coming(words.opening());
    if (!coming.isEmpty()) {
      return shown.with(shown.session().with(shown.session().place().awaiting(coming)));
    }
    return words.opening() instanceof Opening.Pick pick
        ? shown.with(desk.opened(SessionsOverlay.loading(pick.everywhere(), Instant.now())))
        : shown;
  }

  private static String coming(Opening opening) {
    return switch (opening) {
      case Opening.Fresh fresh -> "";
      case Opening.Pick pick -> "";
      case Opening.Resume resume -> "Opening the session";
      case Opening.Fork fork -> "Copying the session";
    };
  }

  private void begin(
      ScreenLoop<Model> screen,
      @Nullable Services given,
      ScreenBeginning beginning,
      List<UserImage> images) {
    Services services =
        given == null
            ? new Services(
                around.places(),
                around.environment(),
                Launcher.ofProcess(
                    line -> screen.post(new Msg.Connection(Msg.State.STARTING, line.strip(), ""))))
            : given;
    ScreenSession begun =
        new ScreenSession(
            services,
            around.places(),
            beginning,
            screen::post,
            config -> configured(screen, config));
    session = begun;
    attachments =
        new Attachments(
            new ImageFiles(around.places()), around.here(), around.environment(), screen::post);
    begun.start(words.opening());
    if (!images.isEmpty()) {
      screen.post(new Msg.ImagesAttached(images, Instant.now()));
    }
    String prompt = words.prompt();
    if (prompt != null) {
      screen.post(new Msg.Edited(Composer.labelled(prompt, images)));
      screen.post(new Msg.Pressed(Key.of(Key.Name.ENTER), Instant.now()));
    }
  }

  private void configured(ScreenLoop<Model> screen, Config config) {
    screen.use(ScreenLook.habits(config, around.environment()));
  }

  private void perform(Effect effect) {
    ScreenSession open = session;
    Attachments images = attachments;
    if (open != null && images != null && !images.took(effect)) {
      open.accept(effect);
    }
  }

  private void close() {
    ScreenSession open = session;
    if (open != null) {
      open.close();
    }
    Attachments images = attachments;
    if (images != null) {
      images.close();
    }
  }

  /** The line may still be raw: each line goes back to its begin. */
  private void say(String farewell) {
    farewell.lines().forEach(line -> around.stdio().out().print(PlainText.of(line) + "\r\n"));
    around.stdio().out().flush();
  }

  /** The two pure functions; a fault in one message is said, and the screen goes on. */
  private record Loop(
      Update update, View view, @Nullable Scrollback scrollback, Surroundings around)
      implements Program<Model> {
    @Override
    public boolean isInline() {
      return scrollback != null;
    }

    @Override
    public List<List<Cell>> passed(Model model) {
      return scrollback == null ? List.of() : scrollback.passed(model);
    }

    @Override
    public Turned<Model> update(Model model, Msg msg) {
      try {
        return turned(update.update(model, msg));
      } catch (RuntimeException e) {
        log(around, e);
        return turned(
            update.update(
                model,
                new Msg.Failed(
                    "A fault of this program: " + e,
                    "See " + around.places().state().resolve("client.log"))));
      }
    }

    private static Turned<Model> turned(Step step) {
      return new Turned<>(step.model(), step.effects());
    }

    @Override
    public Frame frame(Model model) {
      return view.frame(model);
    }

    @Override
    public Frame parting(Model model) {
      return view.parting(model);
    }
  }

  private static void log(Surroundings around, RuntimeException fault) {
    StringWriter trace = new StringWriter();
    trace.append(Instant.now().toString()).append(' ');
    fault.printStackTrace(new PrintWriter(trace));
    try {
      Files.writeString(
          around.places().state().resolve("client.log"),
          trace.toString(),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      // What is on the screen must do.
    }
  }
}

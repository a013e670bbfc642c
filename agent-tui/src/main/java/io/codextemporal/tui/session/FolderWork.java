package io.codextemporal.tui.session;

import io.codextemporal.config.FolderTrust;
import io.codextemporal.config.GitDiff;
import io.codextemporal.config.InertGit;
import io.codextemporal.config.Places;
import io.codextemporal.config.Trust;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.update.FuzzyMatch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What a screen asks of its folder on this machine: which files it has, and who trusts it. */
final class FolderWork {
  private final Places places;
  private final Path folder;
  private final Consumer<Msg> screen;

  FolderWork(Places places, String folder, Consumer<Msg> screen) {
    this.places = places;
    this.folder = Path.of(folder);
    this.screen = screen;
  }

  /** While no session runs that could be asked. */
  void find(Effect.FindFiles asked) {
    List<String> best =
        FuzzyMatch.best(asked.query(), new FolderFiles(folder).list(), asked.limit() + 1);
    boolean more = best.size() > asked.limit();
    screen.accept(new Msg.FilesFound(more ? best.subList(0, asked.limit()) : best, more));
  }

  /** While no session runs that could be asked. */
  void diff() {
    GitDiff.Shown shown = new GitDiff(new InertGit(System.getenv()), file -> true).of(folder);
    screen.accept(new Msg.DiffRead(shown.diff(), shown.cut(), shown.problem(), Instant.now()));
  }

  /** Tells the screen when nobody has said whether the folder is trusted. */
  void askForTrust() {
    if (Trust.of(places, folder) == Trust.UNKNOWN) {
      screen.accept(new Msg.Untrusted(folder.toString(), Instant.now()));
    }
  }

  /** Writes it down, for good. */
  void store(Effect.Trust trust) {
    FolderTrust stored = new FolderTrust(places);
    if (trust.trusted()) {
      stored.trust(Path.of(trust.folder()));
    } else {
      stored.distrust(Path.of(trust.folder()));
    }
  }
}

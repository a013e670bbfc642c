package io.codextemporal.tui.cli;

import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.tui.session.Beginning;
import java.nio.file.Path;
import java.util.Optional;

/** A session as this command line and configuration would begin it. */
final class ScreenBeginning implements Beginning {
  private final Surroundings around;
  private final SessionFlags flags;
  private final Path folder;

  ScreenBeginning(Surroundings around, SessionFlags flags, Path folder) {
    this.around = around;
    this.flags = flags;
    this.folder = folder;
  }

  @Override
  public String folder() {
    return folder.toString();
  }

  @Override
  public Prepared read() {
    LoadedSettings loaded =
        new SettingsLoader(around.places(), around.environment()).loadInteractive(flags, folder);
    return new Prepared(loaded.settings(), loaded.config(), loaded.warnings());
  }

  @Override
  public SessionSettings leave(SessionSettings settings) {
    return new MachineFiles(around).leave(settings);
  }

  @Override
  public Optional<String> branch() {
    return GitFolder.branch(folder);
  }
}

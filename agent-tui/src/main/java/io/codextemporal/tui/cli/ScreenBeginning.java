package io.codextemporal.tui.cli;

import io.codextemporal.config.ConfigException;
import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsInForce;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.tui.session.Beginning;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A session as this command line and configuration would begin it. */
final class ScreenBeginning implements Beginning {
  private final Surroundings around;
  private final SessionFlags flags;
  private final Path folder;
  private final List<String> said;

  /** {@code said} is what is wrong with the command line. */
  ScreenBeginning(Surroundings around, SessionFlags flags, Path folder, List<String> said) {
    this.around = around;
    this.flags = flags;
    this.folder = folder;
    this.said = List.copyOf(said);
  }

  @Override
  public String folder() {
    return folder.toString();
  }

  @Override
  public Prepared read() {
    LoadedSettings loaded =
        new SettingsLoader(around.places(), around.environment()).loadInteractive(flags, folder);
    List<String> warnings = new ArrayList<>(said);
    exposure().ifPresent(warnings::add);
    warnings.addAll(loaded.warnings());
    return new Prepared(loaded.settings(), loaded.config(), warnings);
  }

  private Optional<String> exposure() {
    try {
      return around.services().target().warning();
    } catch (ConfigException e) {
      return Optional.empty(); // Who connects says so.
    }
  }

  @Override
  public String inForce() {
    LoadedSettings loaded =
        new SettingsLoader(around.places(), around.environment()).loadInteractive(flags, folder);
    return SettingsInForce.text(SettingsInForce.of(loaded, flags));
  }

  /** Its folder stays: {@code -C} says where to look for it. */
  @Override
  public Optional<SettingsPatch> changes() {
    SessionFlags said =
        new SessionFlags(
            flags.model(),
            flags.overrides(),
            flags.profile(),
            null,
            flags.sandbox(),
            flags.approval(),
            flags.addDirs(),
            flags.oss(),
            flags.localProvider());
    return said.equals(SessionFlags.NONE)
        ? Optional.empty()
        : ExecResume.patch(said, read().settings());
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

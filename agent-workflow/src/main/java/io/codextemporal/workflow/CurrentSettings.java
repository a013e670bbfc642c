package io.codextemporal.workflow;

import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SettingsPatch;
import org.jspecify.annotations.Nullable;

/** The settings in force, and those that the model was told of last. */
final class CurrentSettings {
  private SessionSettings settings;
  private @Nullable SessionSettings told;

  CurrentSettings(SessionSettings settings, @Nullable SessionSettings told) {
    this.settings = settings;
    this.told = told;
  }

  SessionSettings get() {
    return settings;
  }

  void change(SettingsPatch patch) {
    settings = settings.with(patch);
  }

  @Nullable SessionSettings told() {
    return told;
  }

  void tell(SessionSettings now) {
    told = now;
  }

  /** Whether the model knows its place as it is; a tool's environment is not part of it. */
  boolean modelKnows() {
    SessionSettings known = told;
    return known != null
        && known
            .with(
                new SettingsPatch(
                    null, null, null, null, null, null, null, settings.tools().environmentDigest()))
            .equals(settings);
  }
}

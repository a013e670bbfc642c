package io.codextemporal.protocol;

/** Everything a session was told about how to work. Holds no secret. */
public record SessionSettings(
    ModelSettings model, ToolSettings tools, SessionLimits limits, String developerInstructions) {
  /** Applies what a patch names and keeps the rest. */
  public SessionSettings with(SettingsPatch patch) {
    ModelSettings changedModel =
        new ModelSettings(
            patch.model() == null ? model.model() : patch.model(),
            patch.provider() == null ? model.provider() : patch.provider(),
            patch.effort() == null ? model.effort() : patch.effort(),
            patch.summary() == null ? model.summary() : patch.summary(),
            model.verbosity());
    ToolSettings changedTools =
        new ToolSettings(
            patch.cwd() == null ? tools.cwd() : patch.cwd(),
            patch.approval() == null ? tools.approval() : patch.approval(),
            patch.sandbox() == null ? tools.sandbox() : patch.sandbox(),
            tools.networkAccess(),
            tools.writableRoots(),
            patch.environmentDigest() == null
                ? tools.environmentDigest()
                : patch.environmentDigest(),
            tools.environment(),
            patch.approval() == null ? tools.granular() : null,
            tools.excludeTmpdir(),
            tools.excludeSlashTmp(),
            patch.webSearch() == null ? tools.webSearch() : patch.webSearch(),
            patch.outputTokens() == null ? tools.outputTokens() : patch.outputTokens());
    return new SessionSettings(changedModel, changedTools, limits, developerInstructions);
  }
}

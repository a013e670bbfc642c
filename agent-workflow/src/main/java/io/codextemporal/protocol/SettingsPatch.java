package io.codextemporal.protocol;

import org.jspecify.annotations.Nullable;

/** A change of settings; null keeps what is. */
public record SettingsPatch(
    @Nullable String model,
    @Nullable ProviderSettings provider,
    @Nullable String effort,
    @Nullable String summary,
    @Nullable ApprovalMode approval,
    @Nullable SandboxMode sandbox,
    @Nullable String cwd,
    @Nullable String environmentDigest,
    @Nullable WebSearch webSearch,
    @Nullable Long outputTokens) {
  /** One that leaves alone how the model looks at the web and how much of an output it gets. */
  public SettingsPatch(
      @Nullable String model,
      @Nullable ProviderSettings provider,
      @Nullable String effort,
      @Nullable String summary,
      @Nullable ApprovalMode approval,
      @Nullable SandboxMode sandbox,
      @Nullable String cwd,
      @Nullable String environmentDigest) {
    this(model, provider, effort, summary, approval, sandbox, cwd, environmentDigest, null, null);
  }
}

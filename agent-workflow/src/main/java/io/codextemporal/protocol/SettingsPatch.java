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
    @Nullable String environmentDigest) {}

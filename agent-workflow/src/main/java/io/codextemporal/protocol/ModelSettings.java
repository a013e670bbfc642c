package io.codextemporal.protocol;

import org.jspecify.annotations.Nullable;

/** Which model answers and how hard it thinks; null leaves a choice to the model's own default. */
public record ModelSettings(
    String model,
    ProviderSettings provider,
    @Nullable String effort,
    @Nullable String summary,
    @Nullable String verbosity) {}

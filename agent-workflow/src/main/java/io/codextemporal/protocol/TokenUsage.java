package io.codextemporal.protocol;

/** Tokens as the provider counted them. */
public record TokenUsage(
    long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens) {
  public static final TokenUsage ZERO = new TokenUsage(0, 0, 0, 0);

  public TokenUsage plus(TokenUsage other) {
    return new TokenUsage(
        inputTokens + other.inputTokens,
        cachedInputTokens + other.cachedInputTokens,
        outputTokens + other.outputTokens,
        reasoningTokens + other.reasoningTokens);
  }
}

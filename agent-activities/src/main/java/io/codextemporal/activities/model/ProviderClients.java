package io.codextemporal.activities.model;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.Timeout;
import io.codextemporal.protocol.ProviderSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/**
 * One HTTP client for each provider and what its requests are signed with, kept while it is in use.
 * Thread-safe.
 *
 * <p>Retries are off: Temporal retries. The time between two bytes is bounded, that of a whole
 * stream is not.
 */
final class ProviderClients {
  private static final String USER_AGENT = "codex-temporal/0.1.0";
  private static final int MOST = 16;
  private static final String NO_KEY = "none";

  private final Map<Signed, OpenAIClient> clients = new LinkedHashMap<>(16, 0.75f, true);

  synchronized OpenAIClient of(ProviderSettings provider, ProviderAccess access) {
    OpenAIClient client =
        clients.computeIfAbsent(
            new Signed(provider, access), key -> make(key.provider(), key.access()));
    if (clients.size() > MOST) {
      // Not closed: a stream may be running through it; its idle connections end by themselves.
      clients.remove(clients.keySet().iterator().next());
    }
    return client;
  }

  private static OpenAIClient make(ProviderSettings provider, ProviderAccess access) {
    Duration idle = Duration.ofMillis(Math.max(1, provider.streamIdleTimeoutMs()));
    OpenAIOkHttpClient.Builder builder =
        OpenAIOkHttpClient.builder()
            .okHttpClient(transport())
            .baseUrl(provider.baseUrl())
            .apiKey(access.key() == null ? NO_KEY : access.key())
            .maxRetries(0)
            .timeout(
                Timeout.builder()
                    .connect(Duration.ofSeconds(15))
                    .read(idle)
                    .write(idle)
                    .request(Duration.ZERO)
                    .build())
            .replaceHeaders("User-Agent", USER_AGENT);
    provider.queryParams().forEach(builder::replaceQueryParams);
    access.headers().forEach(builder::replaceHeaders);
    return builder.build();
  }

  private static OkHttpClient transport() {
    return new OkHttpClient.Builder()
        .socketFactory(new PromptSockets())
        // A key is for the host it was given for, and for no other that this one names.
        .followRedirects(false)
        .followSslRedirects(false)
        .connectionPool(new ConnectionPool(32, 5, TimeUnit.MINUTES))
        .build();
  }

  private record Signed(ProviderSettings provider, ProviderAccess access) {}
}

package io.codextemporal.workflow;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionStart;
import io.codextemporal.protocol.ToolSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How the sessions of tests begin. */
final class Starts {
  static SessionSettings settings(SessionLimits limits) {
    ProviderSettings provider =
        new ProviderSettings(
            "openai", "OpenAI", "http://localhost/v1", null, Map.of(), Map.of(), 4, 5, 300_000);
    return new SessionSettings(
        new ModelSettings("gpt-5.5", provider, null, null, null),
        new ToolSettings(
            "/work",
            ApprovalMode.ON_REQUEST,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            ToolSettings.EnvironmentPolicy.DEFAULT),
        limits,
        "");
  }

  static SessionLimits limits(long events) {
    return new SessionLimits(500, events, 4_000_000, Duration.ofMillis(50), Duration.ofHours(6));
  }

  static SessionStart start(SessionLimits limits) {
    return start(limits, false);
  }

  /** One that is to be deleted once it has answered. */
  static SessionStart ephemeral() {
    return start(SessionLimits.DEFAULT, true);
  }

  private static SessionStart start(SessionLimits limits, boolean ephemeral) {
    return new SessionStart(
        SessionRig.ID,
        "box",
        Instant.parse("2026-11-20T10:00:00Z"),
        "main",
        null,
        List.of(),
        ephemeral,
        settings(limits));
  }

  private Starts() {}
}

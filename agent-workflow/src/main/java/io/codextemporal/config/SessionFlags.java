package io.codextemporal.config;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about a session; null and empty leave it to the configuration.
 *
 * @param overrides {@code key=value} of every {@code -c}, in order
 */
public record SessionFlags(
    @Nullable String model,
    List<String> overrides,
    @Nullable String profile,
    @Nullable Path cwd,
    @Nullable SandboxMode sandbox,
    @Nullable ApprovalMode approval,
    List<Path> addDirs,
    boolean oss,
    @Nullable String localProvider) {
  public static final SessionFlags NONE =
      new SessionFlags(null, List.of(), null, null, null, null, List.of(), false, null);

  public SessionFlags {
    overrides = List.copyOf(overrides);
    addDirs = List.copyOf(addDirs);
  }
}

package io.codextemporal.config;

import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a worker never exceeds, whatever a session asks of it: {@code [temporal.ceiling]} of its
 * machine's own config.
 *
 * @param folders below which sessions may work, and their tools look at files and write them; empty
 *     for anywhere
 * @param sandbox the loosest; below danger-full-access no command ever leaves the sandbox
 * @param approval the policy that lets the most run unasked
 */
public record Ceiling(List<Path> folders, SandboxMode sandbox, ApprovalMode approval) {
  /** No ceiling. */
  public static final Ceiling NONE =
      new Ceiling(List.of(), SandboxMode.DANGER_FULL_ACCESS, ApprovalMode.NEVER);

  public Ceiling {
    folders = List.copyOf(folders);
  }

  /**
   * @throws ConfigException when a value makes no sense: then no work is taken at all
   */
  public static Ceiling of(Config config) {
    List<Path> folders =
        config.texts("temporal", "ceiling", "folders").stream()
            .map(text -> folder(config, text))
            .toList();
    SandboxMode sandbox =
        config
            .text("temporal", "ceiling", "sandbox")
            .map(text ->
                SettingsLoader.sandboxMode(text)
                    .orElseThrow(() ->
                        wrong(
                            config,
                            "sandbox",
                            text,
                            "read-only, workspace-write or danger-full-access")))
            .orElse(NONE.sandbox);
    ApprovalMode approval =
        config
            .text("temporal", "ceiling", "policy")
            .map(text ->
                SettingsLoader.approvalMode(text)
                    .orElseThrow(
                        () -> wrong(config, "policy", text, "untrusted, on-request or never")))
            .orElse(NONE.approval);
    return new Ceiling(folders, sandbox, approval);
  }

  /** Whether every command is confined, also those that rules or people let out. */
  public boolean confines() {
    return sandbox != SandboxMode.DANGER_FULL_ACCESS;
  }

  /** Whether anything is written at all. */
  public boolean writes() {
    return sandbox != SandboxMode.READ_ONLY;
  }

  /** Why this worker does not run a tool with these settings; empty when it does. */
  public Optional<String> objection(ToolSettings settings) {
    if (rank(settings.sandbox()) > rank(sandbox)) {
      return beyond("sandbox", "the session's sandbox mode");
    }
    if (rank(settings.approval()) > rank(approval)) {
      return beyond("policy", "the session's approval policy");
    }
    if (!within(settings.cwd())) {
      return beyond("folders", settings.cwd());
    }
    return settings.writableRoots().stream()
        .filter(root -> settings.sandbox() != SandboxMode.READ_ONLY && !within(root))
        .findFirst()
        .flatMap(root -> beyond("folders", root));
  }

  /** Whether the folder, its links resolved, is one of those in which sessions may work. */
  public boolean within(String folder) {
    if (folders.isEmpty()) {
      return true;
    }
    try {
      Path real = real(Path.of(folder));
      return folders.stream().anyMatch(each -> real.startsWith(real(each)));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static Optional<String> beyond(String key, String what) {
    return Optional.of(
        what + " is beyond what this worker allows (temporal.ceiling." + key + " in its config)");
  }

  private static Path real(Path path) {
    try {
      return Files.exists(path) ? path.toRealPath() : path.toAbsolutePath().normalize();
    } catch (java.io.IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private static int rank(SandboxMode mode) {
    return switch (mode) {
      case READ_ONLY -> 0;
      case WORKSPACE_WRITE -> 1;
      case DANGER_FULL_ACCESS -> 2;
    };
  }

  private static int rank(ApprovalMode mode) {
    return switch (mode) {
      case UNKNOWN, UNTRUSTED -> 0;
      case ON_REQUEST -> 1;
      case NEVER -> 2;
    };
  }

  private static Path folder(Config config, String text) {
    try {
      Path path = Path.of(text);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException e) {
      throw wrong(config, "folders", text, "absolute paths");
    }
    throw wrong(config, "folders", text, "absolute paths");
  }

  private static ConfigException wrong(Config config, String key, String value, String expected) {
    return new ConfigException(
        config.origin("temporal", "ceiling", key),
        "temporal.ceiling." + key + " cannot be `" + value + "`",
        "Use " + expected + ".");
  }
}

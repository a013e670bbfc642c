package io.codextemporal.tui.cli;

import io.codextemporal.config.ImageFileException;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.config.SessionFlags;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.UserImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens a session, spelled as in Codex. */
final class SessionOptions {
  @Option(
      names = {"-m", "--model"},
      paramLabel = "MODEL",
      description = "the model that answers")
  @Nullable String model;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "KEY=VALUE",
      description = "overrides a key of config.toml; the value is TOML, else a text")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = {"-p", "--profile"},
      paramLabel = "NAME",
      description = "a profile of the configuration")
  @Nullable String profile;

  @Option(
      names = {"-C", "--cd"},
      paramLabel = "DIR",
      description = "the session's folder, instead of this one")
  @Nullable Path cd;

  @Option(
      names = {"-s", "--sandbox"},
      paramLabel = "MODE",
      description = "read-only, workspace-write or danger-full-access")
  @Nullable String sandbox;

  @Option(
      names = {"-a", "--ask-for-approval"},
      paramLabel = "POLICY",
      description = "untrusted, on-request or never")
  @Nullable String approval;

  @Option(
      names = "--add-dir",
      paramLabel = "DIR",
      description = "a further folder that tools may write to")
  List<Path> addDirs = new ArrayList<>();

  @Option(
      names = {"-i", "--image"},
      paramLabel = "FILE",
      split = ",",
      description = "an image for the prompt")
  List<Path> images = new ArrayList<>();

  @Option(names = "--search", description = "lets the model search the web")
  boolean search;

  @Option(names = "--oss", description = "a model on this machine (Ollama, LM Studio)")
  boolean oss;

  @Option(
      names = "--local-provider",
      paramLabel = "ID",
      description = "which of them: ollama or lmstudio")
  @Nullable String localProvider;

  @Option(names = "--no-alt-screen", description = "for the screen: keep the terminal's scrollback")
  boolean noAltScreen;

  @Option(
      names = "--accessible",
      description = "for the screen: nothing moves by itself, and the terminal keeps every line")
  boolean accessible;

  @Option(
      names = {"--dangerously-bypass-approvals-and-sandbox", "--yolo"},
      description = "runs everything unasked and without a sandbox")
  boolean bypass;

  /** The session's folder: real, absolute, and there. */
  Path folder(Path here) {
    Path folder = cd == null ? here : here.resolve(cd);
    if (!Files.isDirectory(folder)) {
      throw new CliFailure(
          folder.toString(), "there is no such folder", "Give a folder to -C.", ExitCode.USAGE);
    }
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new CliFailure(
          folder.toString(), "it cannot be used: " + e.getMessage(), "", ExitCode.USAGE, e);
    }
  }

  /** Leaves the images for the prompt on this machine, or says what is wrong with one. */
  List<UserImage> leaveImages(Surroundings around) {
    if (images.size() > MessageNames.MOST_IMAGES) {
      throw new CliFailure(
          "--image",
          images.size() + " images are too many for one prompt",
          "Give at most " + MessageNames.MOST_IMAGES + ".",
          ExitCode.USAGE);
    }
    ImageFiles files = new ImageFiles(around.places());
    List<UserImage> left = new ArrayList<>();
    for (Path image : images) {
      try {
        left.add(files.leave(around.here().resolve(image)));
      } catch (ImageFileException e) {
        throw new CliFailure(
            image.toString(),
            e.why(),
            "Give a PNG, JPEG, GIF or WebP file to -i.",
            ExitCode.USAGE,
            e);
      }
    }
    return left;
  }

  /** The same for the settings' loader; what cannot be had yet is refused, never passed over. */
  SessionFlags flags() {
    List<String> settings = new ArrayList<>(overrides);
    if (search) {
      settings.add("web_search=\"live\"");
    }
    return new SessionFlags(
        model, settings, profile, cd, sandboxMode(), approvalMode(), addDirs, oss, localProvider);
  }

  private @Nullable SandboxMode sandboxMode() {
    if (bypass) {
      return SandboxMode.DANGER_FULL_ACCESS;
    }
    String name = sandbox;
    return name == null
        ? null
        : SettingsLoader.sandboxMode(name)
            .orElseThrow(() ->
                badValue("--sandbox", name, "read-only, workspace-write or danger-full-access"));
  }

  private @Nullable ApprovalMode approvalMode() {
    if (bypass) {
      return ApprovalMode.NEVER;
    }
    String name = approval;
    return name == null
        ? null
        : SettingsLoader.approvalMode(name)
            .orElseThrow(
                () -> badValue("--ask-for-approval", name, "untrusted, on-request or never"));
  }

  /** What should be said of the options, or empty. */
  Optional<String> warning() {
    return "on-failure".equals(approval)
        ? Optional.of("--ask-for-approval on-failure is taken as on-request")
        : Optional.empty();
  }

  private static CliFailure badValue(String option, String value, String expected) {
    return new CliFailure(
        option, "it cannot be `" + value + "`", "Use " + expected + ".", ExitCode.USAGE);
  }

  static CliFailure notYet(String what, String why) {
    return new CliFailure(what, why, "Leave it out.", ExitCode.USAGE);
  }
}

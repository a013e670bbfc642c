package io.codextemporal.tui.cli;

import io.codextemporal.config.AuthFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ct login} and {@code ct login status}: the API key in auth.json. */
@Command(
    name = "login",
    description =
        "Stores an API key, read from standard input; `login status` tells what there is.",
    mixinStandardHelpOptions = true)
final class LoginCommand implements Callable<Integer> {
  @Parameters(arity = "0..1", paramLabel = "status")
  @Nullable String word;

  @Option(names = "--with-api-key", description = "reads a key from standard input")
  boolean withKey;

  @Option(names = "--device-auth", description = "signs in by a code in a browser")
  boolean device;

  private final Surroundings around;

  LoginCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    AuthFile file = new AuthFile(around.places().authFile());
    if ("status".equals(word)) {
      return status(file);
    }
    if (word != null || device || !withKey) {
      throw new CliFailure(
          "ct login",
          device ? "signing in by a browser is not there yet" : "it takes a key only",
          "printenv OPENAI_API_KEY | ct login --with-api-key",
          ExitCode.USAGE);
    }
    file.saveApiKey(key());
    around.stdio().err().println("signed in with an API key");
    return ExitCode.OK;
  }

  private String key() {
    try {
      String key = new String(around.stdio().in().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (key.isEmpty() || key.lines().count() > 1) {
        throw new CliFailure(
            "ct login",
            "standard input holds no key",
            "printenv OPENAI_API_KEY | ct login --with-api-key",
            ExitCode.USAGE);
      }
      return key;
    } catch (IOException e) {
      throw new CliFailure(
          "standard input", "it cannot be read: " + e.getMessage(), "", ExitCode.USAGE, e);
    }
  }

  private int status(AuthFile file) {
    Optional<String> key = file.apiKey();
    if (key.isPresent()) {
      around.stdio().out().println("signed in with an API key: " + masked(key.get()));
      return ExitCode.OK;
    }
    String variable = around.environment().getOrDefault("OPENAI_API_KEY", "");
    if (!variable.isBlank()) {
      around.stdio().out().println("not signed in; OPENAI_API_KEY is set: " + masked(variable));
      return ExitCode.OK;
    }
    around.stdio().out().println("not signed in" + file.objection().map(o -> ": " + o).orElse(""));
    return ExitCode.NOT_SIGNED_IN;
  }

  static String masked(String key) {
    return key.length() < 16 ? "…" : key.substring(0, 4) + "…" + key.substring(key.length() - 4);
  }
}

package io.codextemporal.tui.cli;

import io.codextemporal.config.Places;
import io.codextemporal.tui.session.Launcher;
import io.codextemporal.tui.session.RehearsalServer;
import io.codextemporal.tui.terminal.SttyTerminal;
import io.codextemporal.wire.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the screen and the commonest commands once, in a home of its own and against a server of its
 * own, so that the JVM's class cache learns a client's whole way.
 */
public final class Rehearsal {
  private static final String CONFIG =
      """
      model = "none"
      model_provider = "nobody"
      approval_policy = "never"

      [model_providers.nobody]
      name = "nobody"
      base_url = "http://127.0.0.1:1/v1"
      env_key = "NOBODYS_KEY"
      http_headers = { a = "b" }

      [temporal]
      max_iterations = 5

      [projects."/"]
      trust_level = "untrusted"
      """;

  /** Uses {@code folder}, which is empty, as home and workspace. Gives the worst exit code. */
  public static int in(Path folder) throws IOException {
    Files.writeString(folder.resolve("config.toml"), CONFIG);
    Map<String, String> homes =
        Map.of(
            "HOME", folder.toString(),
            "CODEX_HOME", folder.toString(),
            "CODEX_TEMPORAL_HOME", folder.resolve("ct").toString(),
            "NOBODYS_KEY", "none");
    try (RehearsalServer server = new RehearsalServer(Keyring.at(Places.of(homes).keyFile()))) {
      Map<String, String> environment = new java.util.HashMap<>(homes);
      environment.put("TEMPORAL_ADDRESS", "127.0.0.1:" + server.port());
      Surroundings around =
          new Surroundings(
              environment,
              folder,
              Stdio.nowhere(),
              words -> CompletableFuture.completedFuture(new Launcher.Result(0, "")));
      screen(around);
      Client client = new Client(around, "0");
      return List.of(
              new String[] {"exec", "--skip-git-repo-check", "hi"},
              new String[] {"exec", "--skip-git-repo-check", "--json", "hi"},
              new String[] {"ls", "--json"},
              new String[] {"ls"},
              new String[] {"show", "--last", "--json"},
              new String[] {"wait", "--last"},
              new String[] {"approvals", "--json"})
          .stream()
          .mapToInt(client::run)
          .max()
          .orElse(0);
    }
  }

  /** Exactly as a person's command line comes to it, but for the terminal. */
  private static void screen(Surroundings around) {
    ScreenStart.run(around);
    ScreenWords words = ScreenWords.plain().orElseThrow();
    ScreenLook look = ScreenLook.of(around.places().configFile(), around.environment(), false);
    new ScreenRun(around, words)
        .run(
            words.options().flags(),
            look,
            SttyTerminal.of(true, true).rehearsed(),
            around.services());
  }

  private Rehearsal() {}
}

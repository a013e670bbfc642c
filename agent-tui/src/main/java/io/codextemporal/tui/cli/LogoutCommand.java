package io.codextemporal.tui.cli;

import io.codextemporal.config.AuthFile;
import io.codextemporal.config.SessionFiles;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ct logout}: forgets the credentials of auth.json and the key left for workers. */
@Command(
    name = "logout",
    description = "Forgets the stored credentials.",
    mixinStandardHelpOptions = true)
final class LogoutCommand implements Callable<Integer> {
  private final Surroundings around;

  LogoutCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    try {
      boolean was = new AuthFile(around.places().authFile()).remove();
      new SessionFiles(around.places()).forgetKey("OPENAI_API_KEY");
      around.stdio().err().println(was ? "signed out" : "there was nothing to sign out of");
      return ExitCode.OK;
    } catch (IOException e) {
      throw new CliFailure(
          around.places().authFile().toString(),
          "it cannot be removed: " + e.getMessage(),
          "Delete it by hand.",
          ExitCode.FAILED,
          e);
    }
  }
}

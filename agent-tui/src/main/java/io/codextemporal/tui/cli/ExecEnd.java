package io.codextemporal.tui.cli;

import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What is left to do when a turn is over: the answer's file, the error, the exit code. */
final class ExecEnd {
  private final Stdio stdio;
  private final Optional<Path> lastMessage;

  ExecEnd(Surroundings around, ExecCommand command) {
    this(around.stdio(), Optional.ofNullable(command.lastMessage).map(around.here()::resolve));
  }

  ExecEnd(Stdio stdio, Optional<Path> lastMessage) {
    this.stdio = stdio;
    this.lastMessage = lastMessage;
  }

  int end(SessionId session, TurnOutcome outcome, TurnView view) {
    view.ended(session, outcome);
    if (outcome instanceof TurnOutcome.Answered answered) {
      lastMessage.ifPresent(file -> write(file, answered.lastMessage()));
    }
    Outcomes.failure(session, outcome)
        .ifPresent(failure -> stdio.err().println(PlainText.of(failure.render())));
    return Outcomes.exitCode(outcome);
  }

  private static void write(Path file, String text) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      Path fresh = Files.createTempFile(folder, ".ct-", ".tmp");
      Files.deleteIfExists(fresh);
      Files.writeString(fresh, text);
      try {
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        Files.deleteIfExists(fresh);
        throw e;
      }
    } catch (IOException e) {
      throw new CliFailure(
          file.toString(),
          "the answer cannot be written there: " + e.getMessage(),
          "Give a file in a writable folder to -o.",
          ExitCode.FAILED,
          e);
    }
  }
}

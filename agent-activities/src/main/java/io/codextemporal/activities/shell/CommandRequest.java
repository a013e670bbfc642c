package io.codextemporal.activities.shell;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.journal.CommandResult;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One call of the command tool, understood.
 *
 * @param cwd where it runs; may not be there
 * @param plain the environment of the session's shell
 */
record CommandRequest(
    ToolRun run,
    ExecCommandArguments arguments,
    List<String> command,
    Path cwd,
    Map<String, String> plain,
    Duration timeout,
    Progress progress) {
  /** By what the model wrote alone: where and how it runs may look different by now. */
  String digest() {
    return Sha256.hex(run.call().name(), "\0", run.call().arguments());
  }

  /** Of the same command run once more, outside the sandbox that stopped it. */
  String digestOutside() {
    return Sha256.hex(digest(), "\0outside");
  }

  /** How long to wait for its end; the user's own commands are never left running. */
  Duration patience() {
    return run.byUser() ? timeout.plusHours(1) : arguments.yield();
  }

  ToolOutcome.Completed told(CommandResult result) throws IOException {
    return ExecOutput.of(result, arguments.maxOutputTokens(), timeout);
  }
}

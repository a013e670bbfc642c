package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts a server that outlives its starter: a session of its own, so that no Ctrl-C and no closed
 * terminal reaches it, nothing of the starter's streams, output appended to a log, its parent gone
 * at once so that nobody needs to wait for it.
 */
final class ServerLauncher {
  /**
   * {@code $1} is the log, the rest the command. A background job of a shell without job control is
   * no group leader, so setsid does not fork and {@code $!} is the server itself. Where there is no
   * setsid (macOS), job control gives it a process group and HUP is ignored.
   */
  private static final String SCRIPT =
      """
      log=$1
      shift
      umask 077
      if command -v setsid >/dev/null 2>&1; then
        setsid "$@" </dev/null >>"$log" 2>&1 &
      else
        set -m
        trap '' HUP
        "$@" </dev/null >>"$log" 2>&1 &
      fi
      echo $!
      """;

  private ServerLauncher() {}

  /**
   * Starts it and returns at once; it may end before it serves.
   *
   * @param folder its working directory: one that stays
   * @return empty when it had ended already
   */
  static Optional<ServerProcess> launch(Path folder, Path log, List<String> command)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", SCRIPT, "ct-server", log.toString()));
    line.addAll(command);
    Process shell =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    shell.getOutputStream().close();
    String pid = new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
    if (!shell.waitFor(10, TimeUnit.SECONDS) || pid.isEmpty()) {
      shell.destroyForcibly();
      throw new IOException("sh could not start " + command.getFirst());
    }
    return ProcessMark.of(Long.parseLong(pid)).map(ServerProcess::new);
  }
}

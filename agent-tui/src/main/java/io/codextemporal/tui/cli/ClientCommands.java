package io.codextemporal.tui.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Every command of the client's, by name, each made only when it is asked for. */
public final class ClientCommands {
  /** Every name of the table, for who must not load what the table's commands need. */
  static final Set<String> NAMES =
      Set.of(
          "exec",
          "wait",
          "ls",
          "show",
          "approvals",
          "approve",
          "send",
          "interrupt",
          "stop",
          "login",
          "logout",
          "resume",
          "fork",
          "compact",
          "export",
          "models");

  /** Picocli command objects, in the order of the help. */
  public static Map<String, Supplier<Object>> table(Surroundings around) {
    Map<String, Supplier<Object>> table = new LinkedHashMap<>();
    table.put("exec", () -> new ExecCommand(around));
    table.put("wait", () -> new WaitCommand(around));
    table.put("ls", () -> new LsCommand(around));
    table.put("show", () -> new ShowCommand(around));
    table.put("approvals", () -> new ApprovalsCommand(around));
    table.put("approve", () -> new ApproveCommand(around));
    table.put("send", () -> new SendCommand(around));
    table.put("interrupt", () -> new InterruptCommand(around));
    table.put("stop", () -> new StopCommand(around));
    table.put("login", () -> new LoginCommand(around));
    table.put("logout", () -> new LogoutCommand(around));
    table.put("resume", () -> new JoinCommand.Resume(around));
    table.put("fork", () -> new JoinCommand.Fork(around));
    table.put("compact", () -> LaterCommand.spec("compact", "Begin a new session: ct exec PROMPT"));
    table.put(
        "export", () -> LaterCommand.spec("export", "Read a session with: ct show ID --json"));
    table.put("models", () -> LaterCommand.spec("models", "Name a model with -m."));
    return table;
  }

  private ClientCommands() {}
}

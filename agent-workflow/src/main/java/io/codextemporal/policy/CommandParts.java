package io.codextemporal.policy;

import io.codextemporal.policy.ShellScript.Patterns;
import io.codextemporal.policy.ShellScript.SimpleCommand;
import java.util.List;

/**
 * What of a command the rules are asked about: the simple commands of a plain script, the one
 * command of a script with redirections, or the whole argument vector.
 */
record CommandParts(Form form, List<SimpleCommand> commands) {
  enum Form {
    /** What is written is what runs. */
    PLAIN,
    /** One command that reads here-documents. */
    DOCUMENT,
    /** One command that reads or writes files by redirection: no rule allows that. */
    REDIRECTED,
    /** A script that is not understood. */
    OPAQUE,
    /** A script without a word in it. */
    BLANK
  }

  static CommandParts of(List<String> command) {
    if (!CommandSafety.runsScript(command)) {
      return new CommandParts(Form.PLAIN, List.of(new SimpleCommand(command, Patterns.NONE)));
    }
    String script = command.get(2);
    if (ShellScriptParser.parse(script) instanceof ShellScript.Plain plain) {
      return new CommandParts(Form.PLAIN, plain.commands());
    }
    return HeredocCommand.of(script)
        .map(one ->
            new CommandParts(
                one.files() ? Form.REDIRECTED : Form.DOCUMENT,
                List.of(new SimpleCommand(one.words(), Patterns.WILD))))
        .orElseGet(() ->
            new CommandParts(
                script.isBlank() ? Form.BLANK : Form.OPAQUE,
                List.of(new SimpleCommand(command, Patterns.NONE))));
  }
}

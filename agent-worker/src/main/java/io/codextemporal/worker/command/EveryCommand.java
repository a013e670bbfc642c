package io.codextemporal.worker.command;

import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Both mains' commands under one root, for what speaks of all of them: help and completion. */
record EveryCommand(Map<String, Supplier<Object>> table) {
  /** {@code ct} with every command below it; made anew each time. */
  CommandLine line() {
    CommandLine root = new CommandLine(CommandSpec.create().name("ct"));
    table.forEach((name, make) -> root.addSubcommand(name, make.get()));
    return root;
  }
}

package io.codextemporal.worker.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The commands of a main, each made only when it is asked for. */
public record CommandTable(List<Entry> entries) {
  /**
   * One command.
   *
   * @param make a picocli command object
   */
  public record Entry(String name, Supplier<Object> make) {}

  public CommandTable {
    entries = List.copyOf(entries);
  }

  public Optional<Entry> named(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}

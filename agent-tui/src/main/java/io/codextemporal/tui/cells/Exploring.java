package io.codextemporal.tui.cells;

import io.codextemporal.tui.model.TranscriptCell;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises calls that only look: several in a row are told as one. Only how things are told hangs
 * on it, never what is allowed.
 */
final class Exploring {
  private static final Set<String> READ =
      Set.of("cat", "head", "tail", "nl", "sed", "less", "bat", "wc", "stat", "file");
  private static final Set<String> LIST = Set.of("ls", "tree", "pwd", "find", "fd");
  private static final Set<String> SEARCH = Set.of("rg", "grep", "ag", "ack");

  /** What it looks at, in a few words; empty for a call that may do something. */
  static Optional<String> what(TranscriptCell cell) {
    if (!(cell instanceof TranscriptCell.Tool tool) || tool.byUser()) {
      return Optional.empty();
    }
    return switch (tool.tool()) {
      case "read_file" -> Optional.of("Read " + tool.title());
      case "list_dir" -> Optional.of("List " + tool.title());
      case "grep_files", "search_files" -> Optional.of("Search " + tool.title());
      case "exec_command", "shell_command" -> command(tool.title());
      default -> Optional.empty();
    };
  }

  private static Optional<String> command(String title) {
    String script = title.strip();
    if (script.isEmpty() || script.chars().anyMatch(c -> "><&;`$\n(){}".indexOf(c) >= 0)) {
      return Optional.empty();
    }
    String first = script.split("\\|", 2)[0].strip();
    String[] words = first.split("\\s+");
    String rest = first.substring(words[0].length()).strip();
    if (READ.contains(words[0])) {
      boolean edits = words[0].equals("sed") && !rest.startsWith("-n");
      return edits ? Optional.empty() : Optional.of("Read " + words[words.length - 1]);
    }
    if (LIST.contains(words[0])) {
      boolean acts = rest.contains("-exec") || rest.contains("-delete");
      return acts ? Optional.empty() : Optional.of("List " + (rest.isEmpty() ? words[0] : rest));
    }
    return SEARCH.contains(words[0]) ? Optional.of("Search " + rest) : Optional.empty();
  }

  private Exploring() {}
}

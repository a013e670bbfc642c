package io.codextemporal.tui.cells;

import io.codextemporal.tui.model.TranscriptCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises calls that only look: several in a row are told as one. Only how things are told hangs
 * on it, never what is allowed.
 */
final class Exploring {
  private static final Set<String> READ = Set.of("cat", "head", "tail", "nl", "sed", "less", "bat");
  private static final Set<String> LIST = Set.of("ls", "tree", "find", "fd");
  private static final Set<String> SEARCH = Set.of("rg", "grep", "egrep", "fgrep", "ag", "ack");

  /** What may stand behind a pipe and changes nothing. */
  private static final Set<String> SIFT = Set.of("head", "tail", "wc", "uniq", "cut", "tr", "nl");

  /** One look: {@code Read}, {@code List} or {@code Search}, and what. */
  record Look(String verb, String what) {}

  /** Empty for a call that may do something. */
  static Optional<Look> look(TranscriptCell cell) {
    if (!(cell instanceof TranscriptCell.Tool tool) || tool.byUser()) {
      return Optional.empty();
    }
    return switch (tool.tool()) {
      case "read_file" -> Optional.of(new Look("Read", path(tool, "file_path")));
      case "list_dir" -> Optional.of(new Look("List", path(tool, "dir_path")));
      case "grep_files", "search_files" -> Optional.of(searched(CallArguments.of(tool)));
      case "exec_command", "shell_command", "shell", "local_shell" ->
          ShellWords.of(tool.title()).flatMap(Exploring::command);
      default -> Optional.empty();
    };
  }

  private static String path(TranscriptCell.Tool tool, String name) {
    return CallArguments.of(tool).first(name, "path");
  }

  private static Look searched(CallArguments arguments) {
    String path = arguments.first("path", "include");
    return new Look(
        "Search", arguments.first("pattern", "query") + (path.isEmpty() ? "" : " in " + path));
  }

  private static Optional<Look> command(List<List<String>> pipeline) {
    boolean sifts =
        pipeline.stream()
            .skip(1)
            .allMatch(command -> SIFT.contains(command.getFirst()) || printing(command));
    if (!sifts) {
      return Optional.empty();
    }
    List<String> first = pipeline.getFirst();
    String program = first.getFirst();
    if (program.equals("sed") && !printing(first)) {
      return Optional.empty();
    }
    if (READ.contains(program)) {
      List<String> files = plain(first);
      List<String> named =
          program.equals("sed") && !files.isEmpty() ? files.subList(1, files.size()) : files;
      return named.isEmpty()
          ? Optional.empty()
          : Optional.of(new Look("Read", String.join(", ", named)));
    }
    if (LIST.contains(program)) {
      return changes(first) ? Optional.empty() : Optional.of(new Look("List", listed(first)));
    }
    return SEARCH.contains(program) ? Optional.of(search(first)) : Optional.empty();
  }

  private static boolean printing(List<String> command) {
    return command.getFirst().equals("sed")
        && command.size() > 2
        && command.get(1).equals("-n")
        && command.get(2).matches("[0-9,$ ]*p");
  }

  private static boolean changes(List<String> command) {
    return command.stream()
        .anyMatch(word ->
            word.startsWith("-exec")
                || word.startsWith("-ok")
                || word.startsWith("-fprint")
                || word.startsWith("-fls")
                || word.equals("-x")
                || word.equals("-X")
                || word.equals("-delete"));
  }

  private static String listed(List<String> command) {
    boolean finds = command.getFirst().equals("find");
    List<String> words = finds ? command.subList(1, command.size()) : plain(command);
    return words.isEmpty() ? command.getFirst() : String.join(" ", words);
  }

  private static Look search(List<String> command) {
    List<String> words = plain(command);
    if (command.contains("--files") || words.isEmpty()) {
      return new Look("List", words.isEmpty() ? command.getFirst() : String.join(" ", words));
    }
    String in = String.join(", ", words.subList(1, words.size()));
    return new Look("Search", words.getFirst() + (in.isEmpty() ? "" : " in " + in));
  }

  /** The words that are no options, nor an option's value. */
  private static List<String> plain(List<String> command) {
    Set<String> valued = valued(command.getFirst());
    List<String> words = new ArrayList<>();
    for (int i = 1; i < command.size(); i++) {
      String word = command.get(i);
      if (valued.contains(word)) {
        i++;
      } else if (!word.startsWith("-")) {
        words.add(word);
      }
    }
    return words;
  }

  private static Set<String> valued(String program) {
    return switch (program) {
      case "head", "tail" -> Set.of("-n", "-c");
      case "tree" -> Set.of("-L", "-I", "-P");
      case "rg", "grep", "egrep", "fgrep", "ag", "ack" ->
          Set.of("-A", "-B", "-C", "-g", "-m", "-t", "-T", "--glob", "--type");
      default -> Set.of();
    };
  }

  private Exploring() {}
}

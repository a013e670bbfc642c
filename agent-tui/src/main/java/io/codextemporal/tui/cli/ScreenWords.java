package io.codextemporal.tui.cli;

import io.codextemporal.tui.session.Opening;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the words after {@code ct} say about the screen.
 *
 * @param prompt the first message; null for none
 */
record ScreenWords(SessionOptions options, Opening opening, @Nullable String prompt) {

  /**
   * Reads a plain command line by hand: the commonest ones need no parser of a tenth of a second.
   * Empty for a line that is not the screen's, or that the parser had better judge.
   */
  static Optional<ScreenWords> plain(String... arguments) {
    SessionOptions options = new SessionOptions();
    List<String> words = new ArrayList<>();
    boolean last = false;
    boolean all = false;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--last" -> last = true;
        case "--all" -> all = true;
        case "--no-alt-screen" -> options.noAltScreen = true;
        case "--accessible" -> options.accessible = true;
        case "--oss" -> options.oss = true;
        case "--yolo", "--dangerously-bypass-approvals-and-sandbox" -> options.bypass = true;
        default -> {
          if (!word.startsWith("-")) {
            words.add(word);
          } else if (!rest.hasNext() || !taken(options, word, rest.next())) {
            return Optional.empty();
          }
        }
      }
    }
    return of(options, words, last, all);
  }

  private static boolean taken(SessionOptions options, String name, String value) {
    if (value.startsWith("-")) {
      return false;
    }
    switch (name) {
      case "-m", "--model" -> options.model = value;
      case "-c", "--config" -> options.overrides.add(value);
      case "-p", "--profile" -> options.profile = value;
      case "-C", "--cd" -> options.cd = Path.of(value);
      case "-s", "--sandbox" -> options.sandbox = value;
      case "-a", "--ask-for-approval" -> options.approval = value;
      case "--add-dir" -> options.addDirs.add(Path.of(value));
      case "-i", "--image" -> {
        for (String image : value.split(",")) {
          options.images.add(Path.of(image));
        }
      }
      case "--local-provider" -> options.localProvider = value;
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Optional<ScreenWords> of(
      SessionOptions options, List<String> words, boolean last, boolean all) {
    String first = words.isEmpty() ? "" : words.getFirst();
    List<String> after = words.isEmpty() ? List.of() : words.subList(1, words.size());
    return switch (first) {
      case "resume", "fork" -> joined(options, first, after, last, all);
      default ->
          last || all || words.size() > 1 || isCommand(first)
              ? Optional.empty()
              : Optional.of(
                  new ScreenWords(options, new Opening.Fresh(), words.isEmpty() ? null : first));
    };
  }

  private static boolean isCommand(String word) {
    return ClientCommands.NAMES.contains(word);
  }

  private static Optional<ScreenWords> joined(
      SessionOptions options, String command, List<String> words, boolean last, boolean all) {
    int ids = last || words.isEmpty() ? 0 : 1;
    return words.size() > ids + 1
        ? Optional.empty()
        : Optional.of(
            new ScreenWords(
                options,
                opening(command.equals("fork"), ids == 1 ? words.getFirst() : null, last, all),
                words.size() > ids ? words.getLast() : null));
  }

  /** {@code id} is as it was typed, null for none. */
  static Opening opening(boolean fork, @Nullable String id, boolean last, boolean all) {
    if (fork) {
      return new Opening.Fork(Optional.ofNullable(id), all);
    }
    return id == null && !last
        ? new Opening.Pick(all)
        : new Opening.Resume(Optional.ofNullable(id), all);
  }
}

package io.codextemporal.tui.update;

import io.codextemporal.tui.model.SuggestOverlay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The slash commands, a row each. */
public enum SlashCommand {
  NEW("new", "begin another session here", ""),
  CLEAR("clear", "the same as /new", ""),
  RESUME("resume", "go back to a session", ""),
  FORK("fork", "go on in a copy of this session", ""),
  MODEL("model", "which model, and how hard it thinks: /model NAME EFFORT", ""),
  APPROVALS("approvals", "what runs without asking", ""),
  PERMISSIONS("permissions", "the same as /approvals", ""),
  STATUS("status", "session, model, folder, tokens", ""),
  DIFF("diff", "what changed in this folder", ""),
  MENTION("mention", "name a file in the message", ""),
  COMPACT("compact", "make room in the model's memory", ""),
  COPY("copy", "copy the last answer", ""),
  EXPORT("export", "write the transcript to a file: /export FILE", ""),
  PS("ps", "commands at work, those in the background too", ""),
  STOP("stop", "end what runs in the background: all, or /stop ID; else this session", ""),
  DETACH("detach", "leave; the session goes on", ""),
  THEME("theme", "dark, light, or no colours", ""),
  KEYMAP("keymap", "every key, and the name to bind it anew by", ""),
  HELP("help", "every key", ""),
  MOUSE("mouse", "give the mouse to the terminal, or take it", ""),
  DEBUG_CONFIG("debug-config", "every setting this session works under", ""),
  VIM("vim", "edit as in vi, or no more", ""),
  LOGOUT("logout", "forget the key", ""),
  QUIT("quit", "leave; the session goes on", ""),
  EXIT("exit", "the same as /quit", ""),
  REVIEW("review", "have changes reviewed", "not yet here"),
  INIT("init", "write an AGENTS.md", "not yet here"),
  MCP("mcp", "tools of other servers", "not yet here"),
  SKILLS("skills", "what it has learned to do", "not yet here"),
  AGENT("agent", "sub-agents", "not yet here"),
  UNDO("undo", "take changes back", "not yet here");

  private static final int MOST_SHOWN = 8;

  private final String word;
  private final String sentence;
  private final String notYet;

  SlashCommand(String word, String sentence, String notYet) {
    this.word = word;
    this.sentence = sentence;
    this.notYet = notYet;
  }

  public String word() {
    return word;
  }

  /** What to say instead of doing it; empty for one that works. */
  public String notYet() {
    return notYet;
  }

  /** The command of that name, without its slash. */
  public static Optional<SlashCommand> named(String name) {
    for (SlashCommand command : values()) {
      if (command.word.equals(name)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }

  /** The name most like {@code name}, when one is like it at all. */
  public static Optional<String> nearest(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    Optional<String> begins =
        all().stream().filter(word -> word.startsWith(wanted) && !wanted.isEmpty()).findFirst();
    if (begins.isPresent()) {
      return begins;
    }
    return all().stream()
        .min(Comparator.comparingInt(word -> distance(word, wanted)))
        .filter(word -> distance(word, wanted) <= Math.max(1, wanted.length() / 2));
  }

  /** What a word that is being typed may become, best first. */
  static List<SuggestOverlay.Item> suggestions(String typed) {
    List<SuggestOverlay.Item> items = new ArrayList<>();
    String wanted = typed.toLowerCase(Locale.ROOT);
    for (boolean begins : new boolean[] {true, false}) {
      for (SlashCommand command : values()) {
        boolean starts = command.word.startsWith(wanted);
        if (starts == begins && (starts || !wanted.isEmpty() && command.word.contains(wanted))) {
          items.add(
              new SuggestOverlay.Item(
                  "/" + command.word + " ",
                  "/" + command.word,
                  command.described(),
                  hits(command.word.indexOf(wanted) + 1, wanted.length())));
        }
      }
    }
    return items;
  }

  private static List<Integer> hits(int from, int length) {
    return java.util.stream.IntStream.range(from, from + length).boxed().toList();
  }

  static int mostShown() {
    return MOST_SHOWN;
  }

  private String described() {
    return notYet.isEmpty() ? sentence : sentence + " (not yet)";
  }

  private static List<String> all() {
    return java.util.Arrays.stream(values()).map(SlashCommand::word).toList();
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int same = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}

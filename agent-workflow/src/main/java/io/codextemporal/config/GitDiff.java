package io.codextemporal.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What changed below a folder since the last commit: staged, not staged, and files that git does
 * not know. Nothing of the repository runs: no hook, no external diff, no text conversion, no
 * filter, no transport. Thread-safe.
 */
public final class GitDiff {
  /** The most of a diff that is told, bytes. */
  public static final int MOST_BYTES = 120_000;

  private static final int MOST_CONFIG = 100_000;
  private static final int MOST_NAMES = 1_000_000;

  /** What a first commit is compared with; git knows it without having it. */
  private static final String NOTHING = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

  private final InertGit git;
  private final Predicate<Path> permitted;

  /**
   * @param permitted which files, real paths, may be read
   */
  public GitDiff(InertGit git, Predicate<Path> permitted) {
    this.git = git;
    this.permitted = permitted;
  }

  /**
   * A diff.
   *
   * @param cut whether there was more
   * @param problem why there is none; empty where there is one
   */
  public record Shown(String diff, boolean cut, String problem) {
    static Shown none(String problem) {
      return new Shown("", false, problem);
    }
  }

  /** Blocks for some seconds at most. */
  public Shown of(Path folder) {
    Optional<String> prefix = line(folder, "rev-parse", "--show-prefix");
    if (prefix.isEmpty()) {
      return Shown.none(
          Files.isDirectory(folder)
              ? folder + " is in no git repository"
              : folder + " is not there");
    }
    Optional<List<String>> unfiltered = unfiltered(folder);
    if (unfiltered.isEmpty()) {
      return Shown.none("the repository's filters cannot be turned off, so git is not asked");
    }
    String base =
        line(folder, "rev-parse", "--verify", "--quiet", "HEAD").isPresent() ? "HEAD" : NOTHING;
    List<String> line = new ArrayList<>(unfiltered.get());
    line.addAll(
        List.of(
            "diff",
            "--no-ext-diff",
            "--no-textconv",
            "--no-color",
            "--ignore-submodules=dirty",
            "--src-prefix=a/",
            "--dst-prefix=b/",
            base,
            "--",
            "."));
    Optional<byte[]> known = git.run(folder, MOST_BYTES + 1, line.toArray(String[]::new));
    if (known.isEmpty()) {
      return Shown.none("git could not tell what changed; `!git diff` shows why");
    }
    StringBuilder diff = new StringBuilder(new String(known.get(), StandardCharsets.UTF_8));
    boolean whole = known.get().length <= MOST_BYTES && untracked(folder, prefix.get(), diff);
    return whole ? new Shown(diff.toString(), false, "") : new Shown(cut(diff), true, "");
  }

  /** Whether all of them fitted. */
  private boolean untracked(Path folder, String prefix, StringBuilder diff) {
    byte[] names =
        git.run(folder, MOST_NAMES, "ls-files", "--others", "--exclude-standard", "-z")
            .orElse(new byte[0]);
    for (String name : new String(names, StandardCharsets.UTF_8).split("\0")) {
      if (diff.length() > MOST_BYTES) {
        return false;
      }
      if (!name.isEmpty()) {
        added(folder.resolve(name), prefix + name, diff);
      }
    }
    return diff.length() <= MOST_BYTES && names.length < MOST_NAMES;
  }

  private void added(Path file, String name, StringBuilder diff) {
    try {
      boolean link = Files.isSymbolicLink(file);
      if (!link && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          || !link && !permitted.test(file.toRealPath())) {
        return;
      }
      String text = link ? Files.readSymbolicLink(file).toString() : start(file);
      diff.append(
          "diff --git a/%s b/%s\nnew file mode %s\n"
              .formatted(name, name, link ? "120000" : mode(file)));
      if (text.indexOf('\0') >= 0) {
        diff.append("Binary files /dev/null and b/").append(name).append(" differ\n");
      } else if (!text.isEmpty()) {
        lines(text, name, diff);
      }
    } catch (IOException e) {
      // It went meanwhile, or may not be read: git would pass it over too.
    }
  }

  private static void lines(String text, String name, StringBuilder diff) {
    boolean ended = text.endsWith("\n");
    String[] lines = (ended ? text.substring(0, text.length() - 1) : text).split("\n", -1);
    diff.append("--- /dev/null\n+++ b/").append(name);
    diff.append("\n@@ -0,0 +1,").append(lines.length).append(" @@\n");
    Arrays.stream(lines).forEach(each -> diff.append('+').append(each).append('\n'));
    if (!ended) {
      diff.append("\\ No newline at end of file\n");
    }
  }

  private static String mode(Path file) {
    return Files.isExecutable(file) ? "100755" : "100644";
  }

  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.UTF_8);
    }
  }

  /** Options that make every filter of the repository's configuration do nothing. */
  private Optional<List<String>> unfiltered(Path folder) {
    byte[] keys =
        git.run(folder, MOST_CONFIG, "config", "--null", "--name-only", "--list")
            .orElse(new byte[MOST_CONFIG]);
    List<String> options = new ArrayList<>();
    if (keys.length == MOST_CONFIG) {
      return Optional.empty();
    }
    for (String key : new String(keys, StandardCharsets.UTF_8).split("\0")) {
      if (!key.startsWith("filter.")) {
        continue;
      }
      if (key.contains("=") || key.contains("\n") || key.contains("\ufffd")) {
        return Optional.empty();
      }
      boolean required = key.endsWith(".required");
      options.addAll(List.of("-c", key + (required ? "=false" : "=")));
    }
    return Optional.of(options);
  }

  private Optional<String> line(Path folder, String... arguments) {
    return git.run(folder, MOST_CONFIG, arguments)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
  }

  /** To whole lines. */
  private static String cut(StringBuilder diff) {
    String most = diff.substring(0, Math.min(diff.length(), MOST_BYTES));
    return most.substring(0, most.lastIndexOf('\n') + 1);
  }
}

package io.codextemporal.worker.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A question of which it is known where the answer stands.
 *
 * @param file how its path ends
 */
record KnownItem(String question, String file) {
  /** Files of this project. */
  static final List<KnownItem> OURS =
      List.of(
          new KnownItem(
              "where is the rate limit retry after header read", "model/FailureClassifier.java"),
          new KnownItem("takeover of attempts of a dead worker", "lifecycle/Takeover.java"),
          new KnownItem("encrypt payloads with AES GCM", "wire/SealingCodec.java"),
          new KnownItem("continue as new budget of history events", "workflow/RunBudget.java"),
          new KnownItem("parse unified patch hunks", "patch/PatchParser.java"),
          new KnownItem("which shell commands are dangerous", "policy/DangerousCommands.java"),
          new KnownItem("measure width of characters in columns", "text/Columns.java"),
          new KnownItem("wait for the port of the private server", "server/ServerSupervisor.java"),
          new KnownItem("truncate output keep head and tail", "policy/TruncationPolicy.java"),
          new KnownItem("trust a folder config toml", "config/FolderTrust.java"),
          new KnownItem(
              "detect approval digest mismatch session grants", "shell/CommandApproval.java"),
          new KnownItem("bubblewrap arguments bind read only", "sandbox/Bubblewrap.java"));

  /** Files of the JDK. */
  static final List<KnownItem> OF_THE_JDK =
      List.of(
          new KnownItem("red black tree rotate left", "java/util/TreeMap.java"),
          new KnownItem("hash map resize table treeify bin", "java/util/HashMap.java"),
          new KnownItem("work stealing fork join pool queue", "concurrent/ForkJoinPool.java"),
          new KnownItem("dual pivot quicksort", "java/util/DualPivotQuicksort.java"),
          new KnownItem(
              "parse leap second zone offset transition rules", "java/time/zone/ZoneRules.java"),
          new KnownItem(
              "regular expression backtracking lookahead compile pattern",
              "java/util/regex/Pattern.java"),
          new KnownItem("inotify watch service linux", "sun/nio/fs/LinuxWatchService.java"),
          new KnownItem("base64 encode mime line separator", "java/util/Base64.java"),
          new KnownItem("deflate zip entry central directory", "java/util/zip/ZipFile.java"),
          new KnownItem("thread local random seeds", "concurrent/ThreadLocalRandom.java"),
          new KnownItem(
              "spawn process posix fork exec environment block", "java/lang/ProcessImpl.java"),
          new KnownItem(
              "string concatenation bootstrap method", "invoke/StringConcatFactory.java"));

  /**
   * How many files hold every word of the question that is no filler, in any case: what grep leaves
   * to read.
   */
  long grepped(List<Path> files) {
    List<Pattern> words =
        Stream.of(question.split(" "))
            .filter(word -> !FILLERS.contains(word))
            .map(word -> Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE))
            .toList();
    return files.stream()
        .filter(path -> words.stream().allMatch(w -> w.matcher(text(path)).find()))
        .count();
  }

  private static final List<String> FILLERS =
      List.of("where", "is", "the", "of", "a", "with", "in", "which", "are", "as", "for", "and");

  /** The rank of the file in an answer of search_files, from 1; 0 for not among them. */
  int rank(String answer) {
    int rank = 0;
    for (String line : answer.split("\n")) {
      if (line.contains(" (score ")) {
        rank++;
        if (line.substring(0, line.lastIndexOf(':')).endsWith(file)) {
          return rank;
        }
      }
    }
    return 0;
  }

  private static String text(Path path) {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return "";
    }
  }
}

package io.codextemporal.worker.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.file.FolderRemoval;
import io.codextemporal.activities.file.GrepFilesTool;
import io.codextemporal.activities.file.WorkspaceFiles;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.search.SearchFilesTool;
import io.codextemporal.activities.search.SearchIndexes;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long an index of 10,000 files takes, how soon it answers, and what it finds beside grep. With
 * {@code relevance} only the last.
 */
public final class SearchBench implements Progress {
  private static final int FILES = 10_000;

  private final Path home;
  private final Places places;
  private SearchIndexes indexes;

  private SearchBench(Path home) {
    this.home = home;
    this.places = new Places(home.resolve("codex"), home.resolve("home"));
    this.indexes = fresh();
  }

  private SearchIndexes fresh() {
    return new SearchIndexes(places, new WorkspaceFiles(System.getenv()), InstantSource.system());
  }

  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("ct-bench").toRealPath();
    try {
      SearchBench bench = new SearchBench(home);
      if (!List.of(args).contains("relevance")) {
        bench.figures();
      }
      bench.relevance();
    } finally {
      FolderRemoval.remove(home);
    }
  }

  private void figures() throws Exception {
    Path tree = home.resolve("tree");
    int count = SourceTree.unpack(tree, FILES);
    System.gc();
    long before = heap();
    long begin = System.nanoTime();
    long cpu = cpu();
    String first = search(tree, "anything");
    while (first.contains("The index is still being made")) {
      first = search(tree, "anything");
    }
    double made = (System.nanoTime() - begin) / 1e9;
    double work = (cpu() - cpu) / 1e9;
    List<KnownItem> items = KnownItem.OF_THE_JDK;
    int[] n = {0};
    Sample warm =
        Sample.of(60, 120, () -> search(tree, items.get(n[0]++ % items.size()).question()));
    Sample walked = Sample.of(3, 20, () -> grep(tree, Map.of("PATH", "/usr/none")));
    Sample ripgrep = Sample.of(3, 20, () -> grep(tree, System.getenv()));
    Path edited;
    try (Stream<Path> all = Files.walk(tree)) {
      edited = all.filter(Files::isRegularFile).sorted().skip(count / 2).findFirst().orElseThrow();
    }
    int[] missed = {0};
    Sample edits =
        Sample.of(
            5,
            40,
            () -> {
              String word = "zebra" + n[0]++ + "x";
              Files.writeString(edited, "class A { int " + word + "; }\n");
              missed[0] += search(tree, word).startsWith(tree.relativize(edited) + ":1") ? 0 : 1;
              return word;
            });
    indexes.close();
    indexes = fresh();
    Sample again = Sample.of(0, 1, () -> search(tree, items.getFirst().question()));
    long peak = heap();
    try (Figures figures = new Figures()) {
      String size = SourceTree.shown(SourceTree.megabytes(tree));
      figures.atMost(count + " files, " + size + " MB, into an index", 20, " s", made);
      figures.note("processor time of that, s", SourceTree.shown(work));
      figures.at("a question, warm", 30, warm);
      figures.note("an edit and the question that finds it", edits);
      figures.atMost("edits not found at once, of 45", 0, "", missed[0]);
      figures.note("grep_files over them, own walk", walked);
      figures.note("grep_files over them, with ripgrep", ripgrep);
      figures.note("the first question of another process, ms", again.millis(1));
      figures.atMost("heap at its highest, above that before", 256, " MB", (peak - before) / 1e6);
      figures.note(
          "the index on the disk, MB",
          SourceTree.shown(SourceTree.megabytes(places.cache().resolve("search"))));
    }
    System.out.println();
  }

  private void relevance() throws Exception {
    Path jdk = home.resolve("jdk");
    SourceTree.unpack(jdk, 100_000);
    Table table = new Table("question", "the file", "BM25: rank", "grep: files with all its words");
    double ours = rows(table, Path.of("").toAbsolutePath(), KnownItem.OURS);
    double theirs = Boolean.getBoolean("ours") ? 0 : rows(table, jdk, KnownItem.OF_THE_JDK);
    System.out.println(table);
    System.out.println(
        "Mean reciprocal rank "
            + String.format("%.2f", ours)
            + " in this project, "
            + String.format("%.2f", theirs)
            + " in the JDK's source (grep answers with files, not in the order of what fits: 0 means it finds none,"
            + " a large number that somebody has to look through them).");
  }

  private double rows(Table table, Path tree, List<KnownItem> items) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String name : new WorkspaceFiles(System.getenv()).below(tree)) {
      files.add(tree.resolve(name));
    }
    double sum = 0;
    for (KnownItem item : items) {
      String answer = search(tree, item.question());
      while (answer.contains("The index is still being made")) {
        answer = search(tree, item.question());
      }
      int rank = item.rank(answer);
      sum += rank == 0 ? 0 : 1.0 / rank;
      table.row(
          item.question(), "`" + item.file() + "`", rank == 0 ? "—" : rank, item.grepped(files));
    }
    return sum / items.size();
  }

  private String search(Path tree, String question) throws Exception {
    return told(
        new SearchFilesTool(places, Ceiling.NONE, indexes), tree, Map.of("query", question));
  }

  /** What few files hold. */
  private String grep(Path tree, Map<String, String> own) throws Exception {
    WorkspaceFiles files = new WorkspaceFiles(System.getenv());
    return told(
        new GrepFilesTool(places, Ceiling.NONE, files, own),
        tree,
        Map.of("pattern", "class \\w*Spliterator\\b"));
  }

  private String told(Tool tool, Path tree, Map<String, String> asked) throws Exception {
    ToolSettings settings =
        new ToolSettings(
            tree.toString(),
            ApprovalMode.NEVER,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            EnvironmentPolicy.DEFAULT);
    String arguments = new ObjectMapper().writeValueAsString(asked);
    ToolCall call = new ToolCall(new CallId("c"), "t", arguments, false, RetryClass.READ_ONLY);
    ToolRun run =
        new ToolRun(
            new SessionId("00000000-0000-7000-8000-000000000000"),
            null,
            call,
            settings,
            null,
            List.of(),
            false,
            50);
    return ((Completed) tool.run(run, this)).output();
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** The most the heap has held since it was last asked. */
  private static long heap() {
    long used = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        used += pool.getPeakUsage().getUsed();
        pool.resetPeakUsage();
      }
    }
    return used;
  }

  @Override
  public void output(String text) {}

  @Override
  public Stop stop() {
    return Stop.NONE;
  }
}

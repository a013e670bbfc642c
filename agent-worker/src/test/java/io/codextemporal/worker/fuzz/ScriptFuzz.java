package io.codextemporal.worker.fuzz;

import io.codextemporal.policy.ApprovalPolicy;
import io.codextemporal.policy.CommandFacts;
import io.codextemporal.policy.Decision;
import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.policy.RulesException;
import io.codextemporal.policy.RulesParser;
import io.codextemporal.policy.Ruling;
import io.codextemporal.policy.Whereabouts;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The law of generated scripts: what the policy lets run unasked executes nothing that its parts do
 * not say. A tracing bash in a namespace of its own says what a script executes; no program is on
 * its path, so that nothing ever runs.
 */
public final class ScriptFuzz {
  private static final String RULES =
      """
      prefix_rule(pattern=["make"])
      prefix_rule(pattern=["git", ["status", "push"]])
      prefix_rule(pattern=["python3"])
      prefix_rule(pattern=["rm"], decision="forbidden")
      """;

  private static final Set<String> ALLOWED = Set.of("make", "git", "python3");
  private static final int BATCH = 4_000;

  private final Random random;
  private final ScriptMaker maker;
  private final Path folder;
  private final ExecPolicy rules;
  private int judged;
  private int ran;
  private int executed;

  /** {@code folder} is empty and the fuzz's own. */
  public ScriptFuzz(long seed, Path folder) throws RulesException {
    this.random = new Random(seed);
    this.maker = new ScriptMaker(random);
    this.folder = folder;
    this.rules = new ExecPolicy(RulesParser.parse("fuzz.rules", RULES, false));
  }

  /** A script that was let run, and what it is allowed to execute; null where one of a rule's. */
  private record Cleared(String script, List<List<String>> parts) {}

  /** Scripts judged so far. */
  public int judged() {
    return judged;
  }

  /** Scripts of those that were let run, and traced. */
  public int ran() {
    return ran;
  }

  /** Commands that those executed. */
  public int executed() {
    return executed;
  }

  /** Judges so many scripts and returns each that broke the law, with what it executed. */
  public List<String> run(int scripts) throws IOException, InterruptedException {
    List<String> broken = new ArrayList<>();
    List<Cleared> batch = new ArrayList<>();
    for (int i = 0; i < scripts; i++) {
      String script = maker.script();
      judged++;
      Ruling ruling = judge(script);
      if (ruling.decision() instanceof Decision.Run) {
        List<List<String>> parts = ruling.commands();
        batch.add(new Cleared(script, parts == null ? List.of() : parts));
      }
      if (batch.size() == BATCH || i == scripts - 1) {
        broken.addAll(check(batch));
        batch.clear();
      }
    }
    return broken;
  }

  private Ruling judge(String script) {
    CommandFacts facts =
        new CommandFacts(
            List.of("bash", "-c", script),
            script,
            false,
            "",
            List.of(),
            ApprovalMode.UNTRUSTED,
            null,
            SandboxMode.WORKSPACE_WRITE,
            true);
    return ApprovalPolicy.decide(facts, rules, Whereabouts.ORDINARY);
  }

  private List<String> check(List<Cleared> batch) throws IOException, InterruptedException {
    List<String> broken = new ArrayList<>();
    if (batch.isEmpty()) {
      return broken;
    }
    ran += batch.size();
    List<List<List<String>>> traced = trace(batch, random.nextInt(2));
    if (traced.size() != batch.size()) {
      broken.add("traced " + traced.size() + " of " + batch.size() + " scripts");
    }
    for (int i = 0; i < traced.size(); i++) {
      Cleared cleared = batch.get(i);
      executed += traced.get(i).size();
      for (List<String> command : traced.get(i)) {
        boolean said =
            cleared.parts().isEmpty()
                ? ALLOWED.contains(command.getFirst()) && traced.get(i).size() == 1
                : cleared.parts().contains(command);
        if (!said) {
          broken.add(cleared.script() + "\n  executes " + command);
        }
      }
    }
    return broken;
  }

  /** What each script executed, as far as commands that {@code status} ends let it come. */
  private List<List<List<String>>> trace(List<Cleared> batch, int status)
      throws IOException, InterruptedException {
    Path shell = folder.resolve("trace.sh");
    try (InputStream in = ScriptFuzz.class.getResourceAsStream("/fuzz/trace.sh")) {
      Files.write(shell, in.readAllBytes());
    }
    Path input = folder.resolve("scripts");
    Path notes = folder.resolve("notes");
    Files.deleteIfExists(notes);
    StringBuilder all = new StringBuilder();
    batch.forEach(cleared -> all.append(cleared.script()).append('\0'));
    Files.writeString(input, all);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "unshare",
                "-rmnpf",
                "--mount-proc",
                "bash",
                "--norc",
                "--noprofile",
                shell.toString(),
                input.toString(),
                notes.toString(),
                String.valueOf(status))
            .directory(empty.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(folder.resolve("errors").toFile());
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("the tracing shell does not end");
    }
    if (process.exitValue() != 0 && !Files.exists(notes)) {
      throw new IOException(
          "the tracing shell cannot be had: " + Files.readString(folder.resolve("errors")));
    }
    return read(Files.readString(notes, StandardCharsets.UTF_8));
  }

  private static List<List<List<String>>> read(String notes) {
    List<List<List<String>>> scripts = new ArrayList<>();
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int begin = 0;
    for (int end = notes.indexOf('\0'); end >= 0; end = notes.indexOf('\0', begin)) {
      String word = notes.substring(begin, end);
      begin = end + 1;
      if (word.equals("\1")) {
        commands.add(List.copyOf(words));
        words.clear();
      } else if (word.equals("\2")) {
        scripts.add(List.copyOf(commands));
        commands.clear();
      } else {
        words.add(word);
      }
    }
    return scripts;
  }
}

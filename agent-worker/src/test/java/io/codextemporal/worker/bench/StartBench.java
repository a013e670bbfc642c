package io.codextemporal.worker.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long it takes from the shell to a program that is there and gone again. */
public final class StartBench {
  /** Run from the root of the checkout, which {@code scripts/bench} does. */
  public static void main(String[] args) throws Exception {
    String launcher = Path.of("scripts", "ct").toAbsolutePath().toString();
    Table table = new Table("command", "median / p90 / worst");
    table.row("a JVM that does nothing (`java -version`)", time("java", "-version"));
    table.row("`ct --version`", time(launcher, "--version"));
    table.row("`ct worker status`", time(launcher, "worker", "status"));
    System.out.print(table);
  }

  private static Sample time(String program, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(
        program.equals("java")
            ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
            : program);
    command.addAll(List.of(arguments));
    return Sample.of(2, 15, () -> run(command));
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private StartBench() {}
}

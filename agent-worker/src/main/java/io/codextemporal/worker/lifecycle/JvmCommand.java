package io.codextemporal.worker.lifecycle;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command line that starts another JVM like this one: same Java, same flags, same jars. */
final class JvmCommand {
  private static final Path OWN = Path.of("/proc/self/cmdline");

  /** {@code options} come after this JVM's own flags, so that they win. */
  static List<String> of(Class<?> main, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(main));
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(arguments);
    return command;
  }

  private static List<String> flags(Class<?> main) {
    try {
      List<String> words = commandLine();
      int at = words.indexOf(main.getName());
      if (at > 0) {
        return withoutClassPath(words.subList(1, at));
      }
    } catch (IOException e) {
      // No /proc: the JVM itself knows, at the cost of loading its management classes.
    }
    return ManagementFactory.getRuntimeMXBean().getInputArguments();
  }

  private static List<String> commandLine() throws IOException {
    String all = Files.readString(OWN, StandardCharsets.UTF_8);
    return Arrays.asList(all.split("\0"));
  }

  /** Pure: flags alone; a class path and its value fall away. */
  static List<String> withoutClassPath(List<String> words) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-cp") || word.equals("-classpath") || word.equals("--class-path")) {
        i++;
      } else if (!word.startsWith("--class-path=")) {
        flags.add(word);
      }
    }
    return flags;
  }

  private JvmCommand() {}
}

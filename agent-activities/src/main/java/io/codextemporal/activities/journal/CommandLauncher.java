package io.codextemporal.activities.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts commands through the journal's wrapper, each in a session and process group of its own, so
 * that it outlives this process.
 */
final class CommandLauncher {
  private static final List<String> DETACH = detach();

  private final Path wrapper;

  /** Installs the wrapper into {@code folder}, unless it is there. */
  CommandLauncher(Path folder) {
    this.wrapper = install(folder);
  }

  Process start(JournalEntry entry, CommandSpec spec, String mark) throws IOException {
    List<String> line = new ArrayList<>(DETACH);
    line.addAll(line(entry, spec.confinement()));
    line.addAll(spec.command());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(spec.cwd().toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(entry.output().toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(spec.environment());
    environment.put(ProcessTable.MARK, mark);
    return builder.start();
  }

  /** The wrapper with all that comes before the command. */
  List<String> line(JournalEntry entry, Confinement around) {
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", wrapper.toString(), entry.folder().toString()));
    line.add(around.filter() == null ? "-" : around.filter().toString());
    line.add(String.join(" ", around.limits()));
    line.add(Integer.toString(around.groups().size()));
    around.groups().forEach(group -> line.add(group.folder().toString()));
    line.addAll(around.prefix());
    return line;
  }

  private static Path install(Path folder) {
    try (InputStream resource = CommandLauncher.class.getResourceAsStream("/journal/command.sh")) {
      if (resource == null) {
        throw new IllegalStateException("the resource journal/command.sh is missing");
      }
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      // A shell reads its script as it goes: a file that runs is never written again.
      Path file = folder.resolve("command-" + Integer.toHexString(text.hashCode()) + ".sh");
      if (!Files.exists(file)) {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, "command", ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install the command wrapper in " + folder, e);
    }
  }

  /** What puts a command into a session of its own; without it, it shares ours. */
  private static List<String> detach() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    Path perl = Path.of("/usr/bin/perl");
    return Files.isExecutable(perl)
        ? List.of(perl.toString(), "-e", "use POSIX; POSIX::setsid(); exec @ARGV", "--")
        : List.of();
  }
}

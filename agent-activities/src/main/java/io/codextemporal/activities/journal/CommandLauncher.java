package io.codextemporal.activities.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands through the journal's wrapper, each in a session and process group of its own, so
 * that it outlives this process.
 */
final class CommandLauncher {
  private static final List<String> DETACH = detach();

  /** How many wrappers wait. */
  private static final int AHEAD = 2;

  private static final Duration KEPT = Duration.ofMinutes(1);

  /** What lets a command hear the interrupt key again; empty where nothing here can. */
  private static final List<String> HEARING =
      Files.isExecutable(Path.of("/usr/bin/env"))
          ? List.of("/usr/bin/env", "--default-signal=INT,QUIT")
          : List.of();

  private final Path wrapper;
  private final Spares spares = new Spares(AHEAD, KEPT, this::spare);

  /** Installs the wrapper into {@code folder}, unless it is there. */
  CommandLauncher(Path folder) {
    this.wrapper = install(folder);
  }

  /**
   * A command's start, noted under its mark before it is made.
   *
   * @param mark is in the environment of the command's processes
   * @param spare what waits for it; null when it is started from nothing
   */
  record Launch(String mark, @Nullable Process spare) {
    /** From nothing. */
    static Launch fresh() {
      return new Launch(UUID.randomUUID().toString(), null);
    }
  }

  /** What the next command is started by. */
  Launch next() {
    return spares
        .take()
        .map(spare -> new Launch(spare.mark(), spare.process()))
        .orElseGet(Launch::fresh);
  }

  /** Lets what will not be used end. */
  void drop(Launch launch) {
    if (launch.spare() != null) {
      launch.spare().destroy();
    }
  }

  /**
   * Another wrapper is started only now, so that this command need not share a processor with it.
   */
  CommandWatch start(JournalEntry entry, CommandSpec spec, Launch launch) throws IOException {
    if (spec.tty()) {
      return atTerminal(entry, spec, launch.mark());
    }
    try {
      return started(entry, spec, launch);
    } finally {
      spares.refill();
    }
  }

  private CommandWatch started(JournalEntry entry, CommandSpec spec, Launch launch)
      throws IOException {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put(ProcessTable.MARK, launch.mark());
    List<String> arguments = arguments(spec.confinement());
    arguments.addAll(spec.command());
    Process spare = launch.spare();
    if (spare != null && told(spare, entry, spec.cwd(), environment, arguments)) {
      return new CommandWatch.Child(spare);
    }
    return new CommandWatch.Child(
        builder(entry, spec, environment, arguments)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(entry.output().toFile()))
            .start());
  }

  /** Starts it with pipes to this process. */
  Process attached(JournalEntry entry, CommandSpec spec, String mark) throws IOException {
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put(ProcessTable.MARK, mark);
    List<String> arguments = arguments(spec.confinement());
    arguments.addAll(spec.command());
    return builder(entry, spec, environment, arguments).start();
  }

  private ProcessBuilder builder(
      JournalEntry entry,
      CommandSpec spec,
      Map<String, String> environment,
      List<String> arguments) {
    List<String> line = new ArrayList<>(DETACH);
    line.addAll(line(entry.folder().toString(), arguments));
    ProcessBuilder builder = new ProcessBuilder(line).directory(spec.cwd().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** Whether the wrapper that waits got all of it; if not, it has ended and started nothing. */
  private static boolean told(
      Process spare,
      JournalEntry entry,
      Path cwd,
      Map<String, String> environment,
      List<String> arguments)
      throws IOException {
    Optional<String> script = StartScript.of(entry.folder(), cwd, environment, arguments);
    Files.writeString(entry.output(), "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    try (OutputStream way = spare.getOutputStream()) {
      if (script.isPresent()) {
        way.write(script.get().getBytes(StandardCharsets.UTF_8));
        way.flush();
        return true;
      }
    } catch (IOException e) {
      spare.destroyForcibly();
      spare.onExit().join();
      return entry.leader().isPresent();
    }
    return false;
  }

  private Spares.Spare spare() throws IOException {
    String mark = UUID.randomUUID().toString();
    List<String> line = new ArrayList<>(DETACH);
    line.addAll(line("", List.of()));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(Path.of("/").toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put(ProcessTable.MARK, mark);
    return new Spares.Spare(builder.start(), mark);
  }

  /**
   * A terminal makes the session by itself. Its interrupt key reaches every process there: those of
   * the sandbox must not die of it, what runs inside is to hear it.
   */
  private CommandWatch atTerminal(JournalEntry entry, CommandSpec spec, String mark)
      throws IOException {
    Confinement around = spec.confinement();
    boolean shield = !around.prefix().isEmpty() && !HEARING.isEmpty();
    List<String> arguments = arguments(shield ? around.shielded() : around);
    arguments.addAll(shield ? HEARING : List.of());
    arguments.addAll(spec.command());
    List<String> line = line(entry.folder().toString(), arguments);
    Map<String, String> environment = new HashMap<>(spec.environment());
    environment.put(ProcessTable.MARK, mark);
    return Pty.start(line, spec.cwd(), environment, entry.output());
  }

  /** The wrapper with all that comes before the command. */
  List<String> line(JournalEntry entry, Confinement around) {
    return line(entry.folder().toString(), arguments(around));
  }

  private List<String> line(String entry, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("/bin/sh", wrapper.toString(), entry));
    line.addAll(arguments);
    return line;
  }

  private static List<String> arguments(Confinement around) {
    List<String> line = new ArrayList<>();
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

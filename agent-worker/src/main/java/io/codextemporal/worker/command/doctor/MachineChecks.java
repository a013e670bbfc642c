package io.codextemporal.worker.command.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine: the JVM, and the programs of other people that we call. */
final class MachineChecks {
  private static final int JAVA = 25;

  private final Map<String, String> environment;

  MachineChecks(Map<String, String> environment) {
    this.environment = environment;
  }

  List<Check> all() {
    return List.of(
        Check.needed("java", MachineChecks::java),
        Check.needed("sh", () -> program("sh", "Install a POSIX shell.")),
        Check.needed("git", () -> program("git", "Install git: snapshots and file lists need it.")),
        Check.helpful(
            "setsid",
            () ->
                program(
                    "setsid",
                    "Install util-linux: without it background processes get a process group only.")),
        Check.helpful("rg", () -> program("rg", "Install ripgrep: searching is faster with it.")));
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    String found = Runtime.version() + " (" + System.getProperty("java.home") + ")";
    return version >= JAVA
        ? Finding.good(found)
        : Finding.bad(found, "Install a JDK " + JAVA + " or newer, or set JAVA_HOME to one.");
  }

  private Finding program(String name, String remedy) {
    return find(name)
        .map(path -> Finding.good(path.toString()))
        .orElseGet(() -> Finding.bad("not on PATH", remedy));
  }

  /** The first program of that name on PATH. */
  Optional<Path> find(String name) {
    return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

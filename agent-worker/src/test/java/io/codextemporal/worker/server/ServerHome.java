package io.codextemporal.worker.server;

import io.codextemporal.config.Places;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.worker.e2e.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A home of the test's own with a supervisor; closing it ends the server and deletes it. */
final class ServerHome implements AutoCloseable {
  private final Path root;
  final Places places;
  final ServerFiles files;

  /** What a person would have read. */
  final List<String> said = Collections.synchronizedList(new ArrayList<>());

  ServerHome() throws IOException {
    root = Files.createTempDirectory("ct-home-");
    places = new Places(root.resolve("codex"), root.resolve("ct"));
    files = ServerFiles.of(places);
  }

  /** With the binary of the tests. */
  ServerSupervisor supervisor() {
    return supervisor(TestServer.binary());
  }

  ServerSupervisor supervisor(Path binary) {
    return new ServerSupervisor(
        places,
        () -> BinaryFinder.of(places, Map.of(), Optional.of(binary.toString()), Optional.empty()),
        said::add);
  }

  ServerAddress address() {
    return ServerAddress.read(places).orElseThrow();
  }

  /** Every process that has this home's database on its command line. */
  List<ProcessHandle> servers() {
    return ProcessHandle.allProcesses()
        .filter(process ->
            Stream.of(process.info().arguments().orElse(new String[0]))
                .anyMatch(files.database().toString()::equals))
        .filter(process -> io.codextemporal.config.ProcessMark.of(process.pid()).isPresent())
        .toList();
  }

  static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    for (ProcessHandle server : servers()) {
      server.destroyForcibly();
      server.onExit().join();
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

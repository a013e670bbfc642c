package io.codextemporal.activities.scripted;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scripted model as a process of its own, for tests and demos that kill everything else.
 *
 * <p>{@code [--script FILE] [--port N] [--port-file FILE] [--log FILE]}: without a script it echoes
 * ({@link EchoScript}); the port is in the port file once it listens; the log gets a line of JSON a
 * request and a line an answer's end. Runs until it is killed.
 */
public final class ScriptedModelMain {
  private ScriptedModelMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> options = options(List.of(arguments));
    int port = Integer.parseInt(options.getOrDefault("--port", "0"));
    ScriptedModel model = ScriptedModel.start(port, log(options.get("--log")));
    if (options.containsKey("--script")) {
      ScriptFile.load(Path.of(options.getOrDefault("--script", "")), model);
    } else {
      model.otherwise(new EchoScript());
    }
    if (options.containsKey("--port-file")) {
      publish(Path.of(options.getOrDefault("--port-file", "")), model.port());
    } else {
      System.out.println(model.baseUrl());
    }
    Thread.sleep(Long.MAX_VALUE);
  }

  private static java.util.function.Consumer<String> log(
      @org.jspecify.annotations.Nullable String file) throws IOException {
    if (file == null) {
      return line -> {};
    }
    PrintWriter writer = new PrintWriter(Files.newBufferedWriter(Path.of(file)), true);
    return writer::println;
  }

  private static void publish(Path file, int port) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, Integer.toString(port));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the port file " + file, e);
    }
  }

  private static Map<String, String> options(List<String> arguments) {
    if (arguments.size() % 2 != 0) {
      throw new IllegalArgumentException("options come in pairs: " + arguments);
    }
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return options;
  }
}

package io.codextemporal.worker.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.codextemporal.tui.cli.ExitCode;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ct debug batch}: many command lines in one process, a line of JSON each, in order. */
@Command(
    name = "batch",
    description =
        "Reads lines {\"args\",\"cwd\",\"stdin\"}, prints a line {\"exit\",\"stdout\",\"stderr\"} each.",
    mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {
  private static final Set<List<String>> KNOWN =
      Set.of(
          List.of("debug", "decide"),
          List.of("debug", "apply-patch"),
          List.of("debug", "prompt"),
          List.of("execpolicy", "check"));
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes a runner of the commands, as they would be called in a folder with that input. */
  interface Runners {
    CommandRunner in(Path folder, InputStream input);
  }

  private final Runners runners;
  private final Path here;
  private final InputStream input;

  @Spec private @Nullable CommandSpec spec;

  BatchCommand(Runners runners, Path here, InputStream input) {
    this.runners = runners;
    this.here = here;
    this.input = input;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        out.print(answer(line) + "\n");
        out.flush();
      }
    }
    return ExitCode.OK;
  }

  private String answer(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit = run(line, new PrintWriter(out), new PrintWriter(err));
    return SerdeJson.of(
        JsonNodeFactory.instance
            .objectNode()
            .put("exit", exit)
            .put("stdout", out.toString())
            .put("stderr", err.toString()),
        false);
  }

  private int run(String line, PrintWriter out, PrintWriter err) {
    JsonNode request;
    try {
      request = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      err.println("ct: debug batch: a line is no JSON: " + e.getOriginalMessage());
      return ExitCode.USAGE;
    }
    List<String> args = new ArrayList<>();
    request.path("args").forEach(word -> args.add(word.asText()));
    if (args.size() < 2 || !KNOWN.contains(args.subList(0, 2))) {
      err.println("ct: debug batch: `" + String.join(" ", args) + "` cannot be run in a batch");
      return ExitCode.USAGE;
    }
    Path folder = here.resolve(request.path("cwd").asText("")).normalize();
    byte[] text = request.path("stdin").asText("").getBytes(StandardCharsets.UTF_8);
    return runners
        .in(folder, new ByteArrayInputStream(text))
        .run(out, err, args.toArray(String[]::new));
  }
}

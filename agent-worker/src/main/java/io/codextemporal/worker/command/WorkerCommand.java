package io.codextemporal.worker.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.worker.lifecycle.WorkerStarter.Started;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ct worker}: run, start, stop, status. */
@Command(
    name = "worker",
    description = "The process that runs this machine's sessions, model calls and tools.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class WorkerCommand implements Runnable {
  private static final String NAME =
      "Several workers may live on one machine, each under a name of its own (default: main).";

  private final Workers workers;
  @Spec private CommandSpec spec;

  /** What the command needs of a worker; implemented where everything is joined. */
  public interface Workers {
    /** Lives as a worker until told to stop; gives the exit code. */
    int run(Run run) throws Exception;

    Started start(String name, boolean healing) throws Exception;

    /** Empty name: all. Gives those that were there. */
    List<WorkerRecord> stop(String name) throws Exception;

    List<Status> status();
  }

  /**
   * How to run.
   *
   * @param background whether nobody reads what it prints
   * @param options the JVM options it was started with, to be handed on
   */
  public record Run(String name, boolean background, Duration grace, List<String> options) {}

  /** A living worker and how many activities it runs; empty when it does not answer. */
  public record Status(WorkerRecord worker, OptionalLong running) {}

  public WorkerCommand(Workers workers) {
    this.workers = workers;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say run, start, stop or status");
  }

  @Command(
      name = "run",
      description = "Works in the foreground, for systemd and containers.",
      mixinStandardHelpOptions = true)
  int runWorker(
      @Option(names = "--name", defaultValue = "main", description = NAME) String name,
      @Option(
              names = "--grace",
              defaultValue = "10",
              paramLabel = "SECONDS",
              description = "How long running activities get after SIGTERM (default: 10).")
          int grace,
      @Option(names = "--background", hidden = true) boolean background,
      @Option(names = "--jvm-option", hidden = true) List<String> options)
      throws Exception {
    return workers.run(
        new Run(
            checked(name),
            background,
            Duration.ofSeconds(Math.max(0, grace)),
            options == null ? List.of() : options));
  }

  @Command(
      name = "start",
      description = "Starts one in the background and returns once it polls.",
      mixinStandardHelpOptions = true)
  int start(
      @Option(names = "--name", defaultValue = "main", description = NAME) String name,
      @Option(names = "--heal", hidden = true, description = "Not if the user stopped it.")
          boolean healing)
      throws Exception {
    switch (workers.start(checked(name), healing)) {
      case Started.Already already ->
          say("a worker already polls: process " + already.worker().process().pid());
      case Started.Fresh fresh -> say("a worker polls: process " + fresh.worker().process().pid());
      case Started.LeftStopped stopped -> say("it was stopped by ct worker stop: left so");
    }
    return 0;
  }

  @Command(
      name = "stop",
      description = "Ends it and the commands it runs; sessions go on with the next one.",
      mixinStandardHelpOptions = true)
  int stop(
      @Option(names = "--name", defaultValue = "", description = "Only the one of this name.")
          String name)
      throws Exception {
    List<WorkerRecord> stopped = workers.stop(name.isEmpty() ? "" : checked(name));
    say(
        stopped.isEmpty()
            ? "no worker runs"
            : stopped.stream()
                .map(worker -> Long.toString(worker.process().pid()))
                .collect(Collectors.joining(", ", "stopped process ", "")));
    return 0;
  }

  @Command(name = "status", description = "Who polls which queue.", mixinStandardHelpOptions = true)
  int status(@Option(names = "--json", description = "A JSON array.") boolean json)
      throws Exception {
    List<Status> found = workers.status();
    if (json) {
      say(json(found));
    } else if (found.isEmpty()) {
      say("no worker runs; start one with ct worker start");
    } else {
      found.forEach(status -> say(text(status)));
    }
    return 0;
  }

  private static String text(Status status) {
    WorkerRecord worker = status.worker();
    String running =
        status.running().isPresent()
            ? status.running().getAsLong() + " activities"
            : "does not answer";
    return "%s  process %d  %s  %s%n  polls %s%n  at %s since %s"
        .formatted(
            worker.name(),
            worker.process().pid(),
            worker.polls() ? "polling" : "not polling",
            running,
            String.join(", ", worker.queues()),
            worker.address(),
            worker.startedAt());
  }

  private static String json(List<Status> found) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    ArrayNode array = mapper.createArrayNode();
    for (Status status : found) {
      WorkerRecord worker = status.worker();
      ObjectNode one =
          array
              .addObject()
              .put("identity", worker.identity())
              .put("pid", worker.process().pid())
              .put("machine", worker.machine());
      worker.queues().forEach(one.putArray("queues")::add);
      one.put("version", worker.version());
      // A living process was seen just now; one that does not answer was seen when it last told.
      one.put(
          "last_seen",
          (status.running().isPresent() ? java.time.Instant.now() : worker.startedAt()).toString());
      one.put("running", status.running().orElse(0));
      one.put("name", worker.name()).put("build", worker.build()).put("polls", worker.polls());
    }
    return mapper.writeValueAsString(array);
  }

  private String checked(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,40}")) {
      throw new ParameterException(
          spec.commandLine(), "--name " + name + ": letters, digits, dots and dashes only");
    }
    return name;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}

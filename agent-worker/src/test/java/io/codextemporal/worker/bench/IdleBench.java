package io.codextemporal.worker.bench;

import io.codextemporal.worker.e2e.JavaProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a worker and a client cost while a session waits for its next message. */
public final class IdleBench {
  private static final int SECONDS = 40;
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^service_requests\\{(.*)} ([0-9.e+]+)$");
  private static final Pattern OPERATION = Pattern.compile("operation=\"(\\w+)\"");
  private static final List<String> CLIENT =
      List.of(
          "GetWorkflowExecutionHistory",
          "PollWorkflowExecutionHistory",
          "QueryWorkflow",
          "DescribeWorkflowExecution");

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open()) {
      String id;
      try (BenchSession session = new BenchSession(world.home(), "hello")) {
        session.awaitEnd();
        session.run("tools 3 sequential");
        id = session.id().value();
      }
      JavaProcess client =
          JavaProcess.start(world.home(), IdleClient.class.getName(), List.of(), List.of(id));
      try {
        Thread.sleep(10_000);
        measure(figures, world, client);
      } finally {
        client.kill9();
      }
    }
  }

  private static void measure(Figures figures, World world, JavaProcess client) throws Exception {
    Map<String, Long> before = requests(world);
    double worker = Proc.cpuSeconds(world.workerPid());
    double mine = Proc.cpuSeconds(client.pid());
    Thread.sleep(SECONDS * 1_000L);
    worker = Proc.cpuSeconds(world.workerPid()) - worker;
    mine = Proc.cpuSeconds(client.pid()) - mine;
    Map<String, Long> made = new TreeMap<>();
    requests(world)
        .forEach((name, count) -> {
          long more = count - before.getOrDefault(name, 0L);
          if (more > 0) {
            made.put(name, more);
          }
        });
    double ofClient = CLIENT.stream().mapToLong(name -> made.getOrDefault(name, 0L)).sum();
    figures
        .atMost("idle worker, CPU", 1, " %", 100 * worker / SECONDS)
        .atMost("idle client, CPU", 0.05, " %", 100 * mine / SECONDS)
        .atMost("idle client, requests", 0.1, "/s", ofClient / SECONDS)
        .note("all requests to the server in " + SECONDS + " s", made);
  }

  private static Map<String, Long> requests(World world) throws Exception {
    String page;
    try (HttpClient http = HttpClient.newHttpClient()) {
      page =
          http.send(
                  HttpRequest.newBuilder(URI.create(world.server().metricsUrl())).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
    }
    Map<String, Long> requests = new TreeMap<>();
    Matcher line = REQUESTS.matcher(page);
    while (line.find()) {
      Matcher operation = OPERATION.matcher(line.group(1));
      if (line.group(1).contains("service_name=\"frontend\"") && operation.find()) {
        requests.merge(operation.group(1), (long) Double.parseDouble(line.group(2)), Long::sum);
      }
    }
    if (requests.isEmpty()) {
      throw new AssertionError("the server's metrics count no requests");
    }
    return requests;
  }

  private IdleBench() {}
}

package io.codextemporal.worker.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that the server counts, by operation. */
final class Requests {
  private static final Pattern REQUESTS =
      Pattern.compile("(?m)^service_requests\\{(.*)} ([0-9.e+]+)$");
  private static final Pattern OPERATION = Pattern.compile("operation=\"(\\w+)\"");

  /** Those that only clients make. */
  private static final List<String> CLIENT =
      List.of(
          "GetWorkflowExecutionHistory",
          "PollWorkflowExecutionHistory",
          "QueryWorkflow",
          "DescribeWorkflowExecution");

  /** Those that were made since. */
  static Map<String, Long> since(Map<String, Long> before, World world) throws Exception {
    Map<String, Long> made = new TreeMap<>();
    counted(world)
        .forEach((name, count) -> {
          long more = count - before.getOrDefault(name, 0L);
          if (more > 0) {
            made.put(name, more);
          }
        });
    return made;
  }

  static long ofClients(Map<String, Long> made) {
    return CLIENT.stream().mapToLong(name -> made.getOrDefault(name, 0L)).sum();
  }

  static Map<String, Long> counted(World world) throws Exception {
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

  private Requests() {}
}

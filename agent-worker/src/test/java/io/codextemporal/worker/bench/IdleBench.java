package io.codextemporal.worker.bench;

import io.codextemporal.worker.e2e.JavaProcess;
import java.util.List;
import java.util.Map;

/** What a worker and a client cost while a session waits for its next message. */
public final class IdleBench {
  private static final int SECONDS = 40;

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
    Map<String, Long> before = Requests.counted(world);
    double worker = Proc.cpuSeconds(world.workerPid());
    double mine = Proc.cpuSeconds(client.pid());
    Thread.sleep(SECONDS * 1_000L);
    worker = Proc.cpuSeconds(world.workerPid()) - worker;
    mine = Proc.cpuSeconds(client.pid()) - mine;
    Map<String, Long> made = Requests.since(before, world);
    figures
        .atMost("idle worker, CPU", 1, " %", 100 * worker / SECONDS)
        .atMost("idle client, CPU", 0.05, " %", 100 * mine / SECONDS)
        .atMost("idle client, requests", 0.1, "/s", (double) Requests.ofClients(made) / SECONDS)
        .note("all requests to the server in " + SECONDS + " s", made);
  }

  private IdleBench() {}
}

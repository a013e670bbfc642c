package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.config.ServerAddress;
import io.codextemporal.config.WorkerFiles;
import io.codextemporal.worker.e2e.TestClient.Result;
import io.codextemporal.worker.e2e.TestClient.Running;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients where the server or the worker is not there. */
@Tag("e2e")
class ClientOutageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void anUnreachableServerIsSaidWithinFiveSeconds() throws Exception {
    try (TestHome home = TestHome.withPrivateServer("http://127.0.0.1:1/v1")) {
      home.with("TEMPORAL_ADDRESS", "127.0.0.1:1");
      long began = System.nanoTime();
      Result result = new TestClient(home).run("ls");
      assertThat(result.code()).isEqualTo(69);
      assertThat(result.err()).contains("127.0.0.1:1");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(9));
    }
  }

  @Test
  void withoutAWorkerAnInterruptIsSentAndSaid() throws Exception {
    try (TestHome home = TestHome.on(TestServer.shared(), "http://127.0.0.1:1/v1");
        TestSession session = TestSession.start(home, "hi")) {
      Result result = new TestClient(home).run("interrupt", session.id().value());
      assertThat(result.code()).as(result.err()).isEqualTo(69);
      assertThat(result.err()).contains("sent: no worker on ");
    }
  }

  @Test
  @Tag("T1")
  @Tag("K8")
  void aWaitingClientBringsBackServerAndWorker() throws Exception {
    try (ScriptedModel model = ScriptedModel.start();
        TestHome home = TestHome.withPrivateServer(model.baseUrl())) {
      model.otherwise(new EchoScript());
      TestClient ct = new TestClient(home);
      try {
        Running turn =
            ct.start("exec", "--json", "-s", "danger-full-access", "run: sleep 6; echo survived");
        Await.until("the command runs", PATIENCE, () -> turn.out().contains("item.started"));
        long server = ServerAddress.read(home.places()).orElseThrow().process().pid();
        long worker = new WorkerFiles(home.places()).living().getFirst().process().pid();
        kill(worker);
        kill(server);
        Result end = turn.end();
        assertThat(end.code()).as(end.err()).isZero();
        assertThat(end.out()).contains("survived\\n");
        assertThat(ServerAddress.read(home.places()).orElseThrow().process().pid())
            .isNotEqualTo(server);
      } finally {
        stop(home, "worker");
        stop(home, "server");
      }
    }
  }

  private static void kill(long pid) throws Exception {
    new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
  }

  private static void stop(TestHome home, String what) throws Exception {
    JavaProcess.start(home, TestWorker.MAIN, java.util.List.of(), java.util.List.of(what, "stop"))
        .await(PATIENCE);
  }
}

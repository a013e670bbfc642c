package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("e2e")
class TestServerTest {
  @Test
  void comesBackOnTheSameDatabase() throws Exception {
    try (TestServer server = TestServer.start()) {
      long before = server.pid();
      server.kill9();
      server.restart();
      assertThat(server.pid()).isNotEqualTo(before);
      Await.until("it serves", Duration.ofSeconds(5), () -> server.stubs() != null);
    }
  }
}

package io.codextemporal.worker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ServerFlagsTest {
  private final List<String> line =
      ServerFlags.commandLine(
          Path.of("/bin/temporal"),
          Path.of("/home/me/my files/t.db"),
          new ServerPorts(1, 2, 3),
          true);

  @Test
  void listensOnLoopbackOnlyAndWithoutAWebPage() {
    assertThat(line).startsWith("/bin/temporal", "server", "start-dev", "--headless");
    assertThat(line).containsSequence("--ip", "127.0.0.1");
    assertThat(line).containsSequence("--port", "1").containsSequence("--http-port", "2");
    assertThat(line).containsSequence("--metrics-port", "3");
  }

  @Test
  void whatWasAcknowledgedIsOnTheDisk() {
    assertThat(line).containsSequence("--db-filename", "/home/me/my files/t.db");
    assertThat(line).containsSequence("--sqlite-pragma", "journal_mode=WAL");
    assertThat(line).containsSequence("--sqlite-pragma", "synchronous=FULL");
  }

  @Test
  void onlyADatabaseOfOursIsTrustedToHaveOurAttributes() {
    String trust = "system.forceSearchAttributesCacheRefreshOnRead=false";
    assertThat(line).contains(trust).containsSequence("--search-attribute", "CtStatus=Keyword");
    assertThat(
            ServerFlags.commandLine(
                Path.of("/bin/temporal"), Path.of("/x.db"), new ServerPorts(1, 2, 3), false))
        .doesNotContain(trust)
        .containsSequence("--search-attribute", "CtFolder=Keyword");
  }

  @Test
  void freePortsDiffer() throws Exception {
    ServerPorts ports = ServerPorts.free(OptionalInt.empty());
    assertThat(List.of(ports.grpc(), ports.http(), ports.metrics())).doesNotHaveDuplicates();
  }
}

package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.serviceclient.GrpcCompression;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporalTargetTest {
  @TempDir Path folder;

  private Places places() {
    return new Places(folder.resolve("codex"), folder.resolve("ours"));
  }

  /** An environment whose temporal.toml is a file of ours, never the developer's own. */
  private Map<String, String> environment(String toml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("temporal.toml"), toml);
    Map<String, String> environment = new HashMap<>();
    environment.put("TEMPORAL_CONFIG_FILE", file.toString());
    for (int i = 0; i < more.length; i += 2) {
      environment.put(more[i], more[i + 1]);
    }
    return environment;
  }

  private static TemporalEndpoint configured(TemporalTarget target) {
    assertThat(target).isInstanceOf(TemporalTarget.Configured.class);
    return target.endpoint().orElseThrow();
  }

  @Test
  void nothingNamedMeansThePrivateServer() throws IOException {
    TemporalTarget target = TemporalTarget.resolve(places(), environment(""));

    assertThat(target).isInstanceOf(TemporalTarget.Private.class);
    assertThat(target.endpoint()).isEmpty();
  }

  @Test
  void thePrivateServersAddressComesFromItsFileEachTime() throws IOException {
    TemporalTarget target = TemporalTarget.resolve(places(), environment(""));
    new ServerAddress(7001, 7002, new ProcessMark(1, 2, "b"), "x", "1.29.1", "/t").write(places());

    TemporalEndpoint endpoint = target.endpoint().orElseThrow();
    assertThat(endpoint.address()).isEqualTo("127.0.0.1:7001");
    assertThat(endpoint.privateServer()).isTrue();
    assertThat(endpoint.options().getGrpcCompression()).isEqualTo(GrpcCompression.NONE);
    assertThat(endpoint.options().getRpcQueryTimeout()).isEqualTo(Duration.ofSeconds(2));

    new ServerAddress(7003, 7002, new ProcessMark(1, 2, "b"), "x", "1.29.1", "/t").write(places());
    assertThat(target.endpoint().orElseThrow().address()).isEqualTo("127.0.0.1:7003");
  }

  @Test
  void theAddressFileIsTheUsersAlone() throws IOException {
    new ServerAddress(7001, 7002, new ProcessMark(1, 2, "b"), "x", "1.29.1", "/t").write(places());

    Path file = ServerAddress.file(places());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(ServerAddress.read(places()))
        .contains(new ServerAddress(7001, 7002, new ProcessMark(1, 2, "b"), "x", "1.29.1", "/t"));
  }

  @Test
  void anUnreadableAddressFileIsNoAddress() throws IOException {
    Files.writeString(ServerAddress.file(places()), "{\"port\":");
    assertThat(ServerAddress.read(places())).isEmpty();
  }

  @Test
  void theEnvironmentNamesAServer() throws IOException {
    TemporalEndpoint endpoint =
        configured(
            TemporalTarget.resolve(
                places(),
                environment(
                    "", "TEMPORAL_ADDRESS", "temporal.lan:7233", "TEMPORAL_NAMESPACE", "mine")));

    assertThat(endpoint.address()).isEqualTo("temporal.lan:7233");
    assertThat(endpoint.namespace()).isEqualTo("mine");
    assertThat(endpoint.privateServer()).isFalse();
    assertThat(endpoint.options().getRpcQueryTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anApiKeyMeansTlsAndIsNeverPrinted() throws IOException {
    TemporalEndpoint endpoint =
        configured(
            TemporalTarget.resolve(
                places(),
                environment(
                    "", "TEMPORAL_ADDRESS", "ns.tmprl.cloud:7233", "TEMPORAL_API_KEY", "sesame")));

    assertThat(endpoint.options().getEnableHttps()).isTrue();
    assertThat(endpoint.toString()).doesNotContain("sesame");
  }

  @Test
  void aProfileOfTheFileNamesAServer() throws IOException {
    String toml =
        """
        [profile.default]
        address = "one:1"
        [profile.work]
        address = "two:2"
        namespace = "deep"
        """;

    assertThat(configured(TemporalTarget.resolve(places(), environment(toml))).address())
        .isEqualTo("one:1");
    TemporalEndpoint work =
        configured(TemporalTarget.resolve(places(), environment(toml, "TEMPORAL_PROFILE", "work")));
    assertThat(work.address()).isEqualTo("two:2");
    assertThat(work.namespace()).isEqualTo("deep");
  }

  @Test
  void whatCannotBeUsedIsSaidAndNamed() throws IOException {
    assertThatThrownBy(
            () -> TemporalTarget.resolve(places(), environment("", "TEMPORAL_PROFILE", "nobody")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("nobody");
    assertThatThrownBy(() -> TemporalTarget.resolve(places(), environment("address = [[[")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("temporal.toml");
    assertThatThrownBy(() ->
            TemporalTarget.resolve(
                places(), Map.of("TEMPORAL_CONFIG_FILE", folder.resolve("no").toString())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("TEMPORAL_CONFIG_FILE");
    assertThatThrownBy(() ->
            TemporalTarget.resolve(
                places(),
                environment(
                    "",
                    "TEMPORAL_ADDRESS",
                    "a:1",
                    "TEMPORAL_TLS_CLIENT_CERT_PATH",
                    "/no/such/cert",
                    "TEMPORAL_TLS_CLIENT_KEY_PATH",
                    "/no/such/key")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/no/such/cert");
  }

  @Test
  void aClosedPortIsUnreachableWithAReason() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    TemporalEndpoint endpoint =
        configured(
            TemporalTarget.resolve(
                places(), environment("", "TEMPORAL_ADDRESS", "127.0.0.1:" + port)));

    assertThat(TemporalReach.of(endpoint, Duration.ofSeconds(4)))
        .isInstanceOfSatisfying(
            TemporalReach.Unreachable.class,
            reach -> assertThat(reach.reason()).containsIgnoringCase("refused"));
  }

  @Test
  void aServerThatTakesTheCallAndSaysNothingIsUnreachableWithinTheBound() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      TemporalEndpoint endpoint =
          configured(
              TemporalTarget.resolve(
                  places(),
                  environment("", "TEMPORAL_ADDRESS", "127.0.0.1:" + silent.getLocalPort())));

      assertThat(TemporalReach.of(endpoint, Duration.ofMillis(300)))
          .isEqualTo(new TemporalReach.Unreachable("no answer within 0.3 s"));
    }
  }
}

package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activity.ModelActivities;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways in which a provider might get a key out to somebody else. */
@Tag("slow")
@Timeout(30)
class CredentialVectorsTest {
  @TempDir Path folder;

  /** To another host, and to another port of the same one; with and without the method kept. */
  @ParameterizedTest(name = "cred-08: {0}")
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectTakesNoKeyAlong(int status) throws Exception {
    try (ScriptedModel other = ScriptedModel.start()) {
      other.otherwise(request -> Reply.say("I have your key."));
      HttpServer here =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      here.createContext(
          "/",
          exchange -> {
            exchange
                .getResponseHeaders()
                .add("Location", "http://localhost:" + other.port() + "/v1/responses");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      here.start();
      TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
      try (ScriptedModel unused = ScriptedModel.start()) {
        ModelRig rig = new ModelRig(unused, folder);
        rig.baseUrl = "http://127.0.0.1:" + here.getAddress().getPort() + "/v1";
        rig.say("hello");
        temporal.registerActivitiesImplementations(rig.activities);
        ModelActivities activities =
            temporal.newActivityStub(
                ModelActivities.class,
                ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofSeconds(20))
                    .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                    .build());
        assertThat(activities.call(rig.call()).toString())
            .contains("answers " + status + ", a redirect, which is not followed");
        assertThat(other.requests()).isEmpty();
      } finally {
        temporal.close();
        here.stop(0);
      }
    }
  }
}

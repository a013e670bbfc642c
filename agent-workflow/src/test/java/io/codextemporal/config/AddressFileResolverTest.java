package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class AddressFileResolverTest {
  @TempDir Path home;
  private WorkflowServiceStubs stubs;

  @AfterEach
  void hangUp() {
    if (stubs != null) {
      stubs.shutdownNow();
    }
  }

  @Test
  void aChannelFollowsAServerToAnotherPort() throws IOException {
    Places places = new Places(home, home.resolve("with space"));
    int here = freePort();
    TestServer.PortBoundTestServer first = TestServer.createPortBoundServer(here);
    ServerAddress address = address(here);
    address.write(places);
    stubs =
        WorkflowServiceStubs.newServiceStubs(TemporalEndpoint.ofPrivate(address).lasting(places));
    assertThat(answers()).isTrue();

    first.close();
    assertThat(answers()).isFalse();

    int there = freePort();
    try (TestServer.PortBoundTestServer _ = TestServer.createPortBoundServer(there)) {
      assertThat(there).isNotEqualTo(here);
      address(there).write(places);
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!answers()) {
        assertThat(System.nanoTime()).as("found again in time").isLessThan(deadline);
      }
    }
  }

  @Test
  void aServerThatNeverServedIsSaid() {
    Places places = new Places(home, home);
    stubs =
        WorkflowServiceStubs.newServiceStubs(
            TemporalEndpoint.ofPrivate(address(1)).lasting(places));
    assertThatThrownBy(this::ask)
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
              assertThat(e.getStatus().getDescription())
                  .contains("the private server is not running");
            });
  }

  private boolean answers() {
    try {
      ask();
      return true;
    } catch (StatusRuntimeException e) {
      return false;
    }
  }

  private void ask() {
    stubs
        .blockingStub()
        .withDeadlineAfter(2, TimeUnit.SECONDS)
        .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
  }

  private static ServerAddress address(int port) {
    return new ServerAddress(port, 0, ProcessMark.current(), "", "", "");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package io.codextemporal.activities.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.limits.ToolSlots;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Ceiling;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolDispatcherTest {
  private @Nullable String owner;
  private static final Completed DONE = new Completed("told", 2, true, 0, 7, "/file", null);

  private final TestActivityEnvironment environment =
      TestActivityEnvironment.newInstance(
          TestEnvironmentOptions.newBuilder()
              .setWorkflowClientOptions(
                  WorkflowClientOptions.newBuilder()
                      .setDataConverter(DefaultDataConverter.newDefaultInstance())
                      .build())
              .build());
  private final List<ConversationItem> kept = new ArrayList<>();

  @AfterEach
  void close() {
    environment.close();
  }

  @Test
  void runsTheToolAndKeepsItsOutputItem() {
    ToolOutcome outcome = dispatch((run, progress) -> DONE, "known", false);
    assertThat(outcome).isEqualTo(new Completed("told", 2, true, 0, 7, "/file", "digest"));
    assertThat(kept).containsExactly(OutputItems.output(call("known"), "told"));
  }

  @Test
  void keepsNothingOfTheUsersOwnCommands() {
    assertThat(dispatch((run, progress) -> DONE, "known", true)).isEqualTo(DONE);
    assertThat(kept).isEmpty();
  }

  @Test
  void anUnknownToolIsSaid() {
    Completed outcome = (Completed) dispatch((run, progress) -> DONE, "other", false);
    assertThat(outcome.output()).isEqualTo("unsupported call: other");
    assertThat(outcome.success()).isFalse();
    assertThat(outcome.keptDigest()).isEqualTo("digest");
  }

  @Test
  void badArgumentsAreSaid() {
    Tool tool =
        (run, progress) -> {
          throw new BadArgumentsException("missing field `cmd`");
        };
    assertThat(((Completed) dispatch(tool, "known", false)).output())
        .isEqualTo("failed to parse function arguments: missing field `cmd`");
  }

  @Test
  void aBrokenWorkerIsRetried() {
    assertThat(
            failure((run, progress) -> {
              throw new IOException("no disk");
            }))
        .isEqualTo(FailureType.TRANSIENT);
  }

  @Test
  void aStoppingWorkerSaysSo() {
    assertThat(
            failure((run, progress) -> {
              throw new InterruptedException();
            }))
        .isEqualTo(FailureType.WORKER_STOPPING);
  }

  @Test
  void whatALivingWorkerHoldsIsNotRunByAnother() {
    owner = "living";
    assertThat(failure((run, progress) -> DONE)).isEqualTo(FailureType.ELSEWHERE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"own", "dead"})
  void whatThisWorkerOrADeadOneHeldIsRun(String who) {
    owner = who;
    assertThat(dispatch((run, progress) -> DONE, "known", false)).isInstanceOf(Completed.class);
  }

  private String failure(Tool tool) {
    List<String> types = new ArrayList<>();
    assertThatThrownBy(() -> dispatch(tool, "known", false))
        .isInstanceOfSatisfying(
            ActivityFailure.class, e -> types.add(((ApplicationFailure) e.getCause()).getType()));
    return types.getFirst();
  }

  private ToolOutcome dispatch(Tool tool, String name, boolean byUser) {
    OutputKeeper keeper =
        (session, item) -> {
          kept.add(item);
          return Optional.of("digest");
        };
    environment.registerActivitiesImplementations(
        new ToolDispatcher(
            Map.of("known", tool),
            keeper,
            url -> "kept:" + url,
            new Heartbeats(),
            Ceiling.NONE,
            new ToolSlots(4),
            new FakeOwners("own", "living")));
    ToolSettings settings =
        new ToolSettings(
            "/",
            ApprovalMode.NEVER,
            SandboxMode.READ_ONLY,
            false,
            List.of(),
            null,
            ToolSettings.EnvironmentPolicy.DEFAULT);
    ToolRun run =
        new ToolRun(
            new SessionId("01990000-0000-7000-8000-000000000001"),
            new TurnId("turn-1"),
            call(name),
            settings,
            null,
            List.of(),
            byUser,
            50,
            null,
            owner);
    return environment.newActivityStub(ToolActivities.class).run(run);
  }

  private static ToolCall call(String name) {
    return new ToolCall(new CallId("call_1"), name, "{}", false, RetryClass.EFFECTS, "place");
  }
}

package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.codextemporal.activities.scripted.Ending;
import io.codextemporal.activities.scripted.Part;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.temporal.activity.ActivityOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way a model can misbehave, through the real HTTP client. */
@Tag("slow")
@Timeout(30)
class ModelFaultsTest {
  private final ScriptedModel server = ScriptedModel.start();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private ModelRig rig;

  @BeforeEach
  void open(@TempDir Path folder) {
    rig = new ModelRig(server, folder);
    rig.say("hello");
    temporal.registerActivitiesImplementations(rig.activities);
  }

  @AfterEach
  void close() {
    temporal.close();
    server.close();
  }

  @Test
  @Tag("M1")
  void aShortLimitIsRetriedWhenItSays() {
    server.next(Reply.rateLimited(2L));
    assertThat(retried().getNextRetryDelay()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  @Tag("M1")
  void aLimitThatDoesNotSayIsRetriedThenSleptThrough() {
    server.on(When.always(), Reply.rateLimited(null));
    assertThat(retried().getNextRetryDelay())
        .isBetween(Duration.ofMillis(150), Duration.ofMillis(250));
    temporal.setHeartbeatDetails(new StreamBeat("model", null, null, 4, "Busy.", List.of()));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Later.class,
            later -> assertThat(later.kind()).isEqualTo(ErrorKind.RATE_LIMITED));
  }

  @Test
  @Tag("M1")
  void aLongLimitIsASleepUntilThen() {
    server.next(Reply.rateLimited(5 * 3600L));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Later.class,
            later -> {
              assertThat(later.until())
                  .isBetween(
                      Instant.now().plus(Duration.ofMinutes(299)),
                      Instant.now().plus(Duration.ofMinutes(301)));
              assertThat(later.sentence()).contains("Test limits the rate");
            });
  }

  @Test
  @Tag("M2")
  void serverErrorsAreRetriedThenSleptThrough() {
    server.on(When.always(), Reply.http(500, "server_error", "boom"));
    assertThat(retried().getOriginalMessage()).contains("500").contains("boom");
    temporal.setHeartbeatDetails(new StreamBeat("model", null, null, 4, "Busy.", List.of()));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Later.class, later -> assertThat(later.kind()).isEqualTo(ErrorKind.OUTAGE));
  }

  @Test
  @Tag("M3")
  void aFinishedCallSurvivesTheCut() {
    server.next(
        Reply.exec("c1", "ls").beginCall("c2", "exec_command", "{\"cmd\":\"rm").end(Ending.CUT));
    ModelReply.Answered answer = answered();
    assertThat(answer.cut()).isTrue();
    assertThat(answer.calls()).extracting(call -> call.id().value()).containsExactly("c1");
    assertThat(answer.items()).hasSize(1);
  }

  @Test
  @Tag("M3")
  void aCutInTheTextIsRetried() {
    server.next(Reply.stream().begin("half a sen").end(Ending.CUT));
    assertThat(retried().getOriginalMessage()).contains("broke off");
  }

  @Test
  void aStreamWithoutATerminalEventIsAFailure() {
    server.next(Reply.say("all of it").end(Ending.NO_TERMINAL));
    assertThat(retried().getOriginalMessage()).contains("without saying so");
  }

  @Test
  void aStreamThatFallsSilentIsAFailure() {
    rig.idleMillis = 150;
    server.next(new Reply.Silence());
    assertThat(retried().getOriginalMessage()).contains("nothing came");
  }

  @Test
  @Tag("M4")
  @Tag("M5")
  void badArgumentsAndUnknownToolsComeThrough() {
    server.next(
        Reply.stream()
            .callText("c1", "exec_command", "{not json")
            .callText("c2", "no_such_tool", "{}"));
    assertThat(answered().calls())
        .extracting(ToolCall::arguments, ToolCall::retryClass)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("{not json", RetryClass.EFFECTS),
            org.assertj.core.groups.Tuple.tuple("{}", RetryClass.IN_LOOP));
  }

  @Test
  @Tag("M6")
  void callIdsAreMadeUnique() {
    rig.append(
        new io.codextemporal.conversation.ConversationItem(
            "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"x\",\"arguments\":\"{}\"}"));
    server.next(Reply.exec("c1", "ls").exec("c1", "pwd").custom("c2", "apply_patch", "x"));
    ModelReply.Answered answer = answered();
    assertThat(answer.calls())
        .extracting(call -> call.id().value())
        .containsExactly("c1-2", "c1-3", "c2");
    assertThat(answer.items().get(1).json()).contains("\"call_id\":\"c1-3\"").contains("pwd");
    assertThat(answer.calls().get(2).custom()).isTrue();
  }

  @Test
  @Tag("M7")
  void twoHundredCallsAtOnce() {
    Reply.Stream many = Reply.stream();
    for (int i = 0; i < 200; i++) {
      many = many.exec("c" + i, "echo " + i);
    }
    server.next(many);
    assertThat(answered().calls()).hasSize(200);
  }

  @Test
  @Tag("M8")
  void aDeltaOfTenMegabytesIsCutToWhatAHistoryHolds() {
    server.next(Reply.stream().sayAtOnce("y".repeat(10_000_000)));
    ModelReply.Answered answer = answered();
    assertThat(answer.items().getFirst().json().length()).isLessThan(200_000);
    assertThat(answer.items().getFirst().json()).contains("chars truncated");
  }

  @Test
  @Tag("M9")
  void reasoningThatDoesNotEndIsGivenUp() {
    server.next(Reply.stream().then(new Part.ReasonForever()));
    ModelActivities slow =
        temporal.newActivityStub(
            ModelActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofSeconds(2)).build());
    assertThat(slow.call(rig.call()))
        .isInstanceOfSatisfying(
            ModelReply.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.INCOMPLETE));
  }

  @Test
  @Tag("M10")
  void filtersAndLimitsAreFinal() {
    server.next(Reply.stream().begin("I").end(Ending.CONTENT_FILTER));
    assertThat(failed()).isEqualTo(ErrorKind.CONTENT_FILTERED);
    server.next(Reply.stream().begin("I").end(Ending.MAX_OUTPUT_TOKENS));
    assertThat(failed()).isEqualTo(ErrorKind.INCOMPLETE);
    server.next(Reply.stream().end(Ending.FAILED_QUOTA));
    assertThat(failed()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
    server.next(Reply.http(429, "insufficient_quota", "no money"));
    assertThat(failed()).isEqualTo(ErrorKind.QUOTA_EXCEEDED);
  }

  @Test
  @Tag("M11")
  void aContextThatIsTooLongIsFinal() {
    server.next(Reply.stream().end(Ending.FAILED_CONTEXT));
    assertThat(failed()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
    server.next(Reply.http(400, "context_length_exceeded", "too long"));
    assertThat(failed()).isEqualTo(ErrorKind.CONTEXT_TOO_LONG);
  }

  @Test
  @Tag("M12")
  void aRefusedKeyIsTriedAgainOnce() {
    server.on(When.always(), Reply.http(401, "invalid_api_key", "Incorrect API key"));
    assertThat(retried().getOriginalMessage()).contains("refused once");
    temporal.setHeartbeatDetails(new StreamBeat("model", null, null, 1, "Busy.", List.of()));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Failed.class,
            f -> {
              assertThat(f.kind()).isEqualTo(ErrorKind.UNAUTHORIZED);
              assertThat(f.sentence()).contains("TEST_KEY").contains("Incorrect API key");
            });
  }

  @Test
  @Tag("M13")
  void aRetiredModelIsFinalAndNamed() {
    server.next(Reply.http(404, "model_not_found", "The model was retired"));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Failed.class,
            f -> {
              assertThat(f.kind()).isEqualTo(ErrorKind.MODEL_NOT_FOUND);
              assertThat(f.sentence()).contains("gpt-5.5").contains("retired");
            });
  }

  @Test
  @Tag("M14")
  void aRefusedItemIsABadRequest() {
    server.next(Reply.http(400, "invalid_request_error", "Item 3 is not allowed"));
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Failed.class,
            f -> {
              assertThat(f.kind()).isEqualTo(ErrorKind.BAD_REQUEST);
              assertThat(f.sentence()).contains("Item 3 is not allowed");
            });
  }

  @Test
  void failedEventsAreWaitedForOrRetried() {
    server.next(Reply.stream().end(Ending.FAILED_RATE_LIMIT));
    assertThat(retried().getNextRetryDelay()).isEqualTo(Duration.ofMillis(500));
    server.next(Reply.stream().end(Ending.FAILED_OVERLOADED));
    retried();
    server.next(Reply.stream().end(Ending.ERROR_EVENT));
    assertThat(retried().getOriginalMessage()).contains("The server had an error");
    server.next(Reply.stream().end(Ending.FAILED_SERVER));
    retried();
  }

  @Test
  void aServerThatIsNotThereIsAnOutage() {
    server.close();
    assertThat(retried().getOriginalMessage()).contains("cannot be reached at http://127.0.0.1");
  }

  @Test
  void aMissingKeyIsSaidBeforeAnythingIsSent() {
    rig.access = ProviderAccess.NONE;
    assertThat(ask())
        .isInstanceOfSatisfying(
            ModelReply.Failed.class,
            f -> {
              assertThat(f.kind()).isEqualTo(ErrorKind.UNAUTHORIZED);
              assertThat(f.sentence()).contains("TEST_KEY is not set");
            });
    assertThat(server.requests()).isEmpty();
  }

  private ModelReply ask() {
    return temporal
        .newActivityStub(
            ModelActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build())
        .call(rig.call());
  }

  private ModelReply.Answered answered() {
    ModelReply reply = ask();
    assertThat(reply).isInstanceOf(ModelReply.Answered.class);
    return (ModelReply.Answered) reply;
  }

  private ErrorKind failed() {
    ModelReply reply = ask();
    assertThat(reply).isInstanceOf(ModelReply.Failed.class);
    return ((ModelReply.Failed) reply).kind();
  }

  private ApplicationFailure retried() {
    ActivityFailure failure = catchThrowableOfType(ActivityFailure.class, this::ask);
    assertThat(failure).isNotNull();
    assertThat(failure.getCause()).isInstanceOf(ApplicationFailure.class);
    ApplicationFailure cause = (ApplicationFailure) failure.getCause();
    assertThat(cause.getType()).isEqualTo(FailureType.TRANSIENT);
    return cause;
  }
}

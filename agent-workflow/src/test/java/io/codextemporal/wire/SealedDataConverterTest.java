package io.codextemporal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.EventQuery;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.UserText;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.failure.ApplicationFailure;
import io.temporal.payload.context.ActivitySerializationContext;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedDataConverterTest {
  private final Keyring keys = Keyring.random();
  private final SealedDataConverter unbound = new SealedDataConverter(keys);
  private final SealedDataConverter converter = unbound.boundTo("default", "session-1");

  @Test
  void everyKindOfValueComesBackAsItWas() {
    ProviderSettings provider =
        new ProviderSettings(
            "openai", "OpenAI", "http://h/v1", null, Map.of("a", "b"), Map.of(), 4, 5, 300_000);
    List<Object> values =
        List.of(
            new Op.UserTurn(
                new OpId("o1"), "exec", UserText.of("h\"i\n→"), Duration.ofSeconds(90), null),
            new Op.Approval(
                new OpId("o2"),
                "tui",
                new CallId("c"),
                new ApprovalDecision.ApprovedWithAmendment(List.of("git", "push")),
                "d"),
            new Op.Answer(
                new OpId("o3"), "tui", new CallId("c"), Map.of("q", List.of("a", "free text"))),
            new EventPage(
                "run",
                List.of(
                    new SequencedEvent(
                        1,
                        Instant.parse("2026-11-20T10:00:00.123Z"),
                        new AgentEvent.OpRefused(new OpId("o"), "no"))),
                1,
                false,
                List.of(),
                SessionStatus.IDLE),
            new ModelCall(
                new SessionId("session-1"),
                new TurnId("turn-1"),
                0,
                Prefix.EMPTY,
                List.of(
                    new DeltaItem.Inline(new ConversationItem("{\"a\": 1.0,  \"z\":[]}")),
                    new DeltaItem.Kept("ff")),
                new Prefix(2, "ee"),
                new ModelSettings("gpt-5.5", provider, null, null, null),
                "turn",
                null,
                50),
            new ModelReply.Answered(
                List.of(new ConversationItem("{}")),
                List.of(new ToolCall(new CallId("c"), "exec", "{", false, RetryClass.EFFECTS)),
                new TokenUsage(1, 2, 3, 4),
                false),
            new ToolOutcome.NeedsApproval(
                new Ask.Command(List.of("ls"), "ls", null), "/x", "why", "d"));
    for (Object value : values) {
      assertThat(roundTrip(value)).isEqualTo(value);
    }
  }

  @SuppressWarnings("unchecked")
  private <T> T roundTrip(T value) {
    Class<?> root = value.getClass();
    for (Class<?> parent : root.getInterfaces()) {
      if (parent.isSealed()) {
        root = parent;
      }
    }
    return (T) converter.fromPayload(converter.toPayload(value).orElseThrow(), root, root);
  }

  @Test
  void workflowAndActivityContextsOfOneSessionAreTheSame() {
    Payload fromWorkflow =
        unbound
            .withContext(new WorkflowSerializationContext("default", "session-1"))
            .toPayload(new EventQuery(1, 2))
            .orElseThrow();
    assertThat(
            unbound
                .withContext(
                    new ActivitySerializationContext(
                        "default", "session-1", "AgentSession", "tool.run", "queue", false))
                .fromPayload(fromWorkflow, EventQuery.class, EventQuery.class))
        .isEqualTo(new EventQuery(1, 2));
  }

  @Test
  void whatDoesNotOpenIsItsTypesOwnMarker() {
    Op op = new Op.Wake(new OpId("w"), "me");
    Payload sealed = converter.toPayload(op).orElseThrow();
    Payload plain = DefaultDataConverter.STANDARD_INSTANCE.toPayload(op).orElseThrow();
    Payload flipped =
        sealed.toBuilder()
            .setData(
                sealed
                    .getData()
                    .substring(0, 20)
                    .concat(ByteString.copyFromUtf8("xxxxxxxxxxxxxxxxxxxxxxxxxxxxx")))
            .build();
    SealedDataConverter elsewhere = unbound.boundTo("default", "session-2");
    SealedDataConverter other =
        new SealedDataConverter(Keyring.random()).boundTo("default", "session-1");
    assertThat(converter.fromPayload(plain, Op.class, Op.class)).isInstanceOf(Op.Unknown.class);
    assertThat(converter.fromPayload(flipped, Op.class, Op.class)).isInstanceOf(Op.Unknown.class);
    assertThat(elsewhere.fromPayload(sealed, Op.class, Op.class)).isInstanceOf(Op.Unknown.class);
    assertThat(other.fromPayload(sealed, Op.class, Op.class)).isInstanceOf(Op.Unknown.class);
    assertThat(converter.fromPayload(Payload.getDefaultInstance(), Op.class, Op.class))
        .isInstanceOf(Op.Unknown.class);
    assertThat(
            converter.fromPayloads(
                Optional.empty(), new Class<?>[] {Op.class}, new Class<?>[] {Op.class}))
        .singleElement()
        .isInstanceOf(Op.Unknown.class);
    assertThatThrownBy(() -> converter.fromPayload(plain, ModelCall.class, ModelCall.class))
        .isInstanceOf(UnreadablePayloadException.class)
        .hasMessageContaining("ModelCall");
  }

  @Test
  void randomBytesNeverThrowForATypeWithAMarker() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      Payload payload =
          Payload.newBuilder()
              .putMetadata("encoding", ByteString.copyFromUtf8(SealingCodec.ENCODING))
              .putMetadata("key", ByteString.copyFromUtf8(keys.currentId()))
              .setData(ByteString.copyFrom(noise))
              .build();
      assertThat(converter.fromPayload(payload, Op.class, Op.class)).isInstanceOf(Op.Unknown.class);
    }
  }

  @Test
  void aNewerSendersFieldsAndTypesAreUnderstoodAsFarAsTheyGo() throws Exception {
    assertThat(
            WireJson.mapper()
                .readValue(
                    "{\"type\":\"wake\",\"id\":\"w\",\"from\":\"me\",\"mood\":[1]}", Op.class))
        .isEqualTo(new Op.Wake(new OpId("w"), "me"));
    assertThat(
            WireJson.mapper()
                .readValue("{\"type\":\"teleport\",\"id\":\"t\",\"from\":\"me\"}", Op.class))
        .isInstanceOfSatisfying(Op.Unknown.class, op -> assertThat(op.id().value()).isEqualTo("t"));
    assertThat(WireJson.mapper().readValue("{\"type\":\"queue_changed\"}", AgentEvent.class))
        .isEqualTo(new AgentEvent.QueueChanged(List.of()));
    assertThat(WireJson.mapper().readValue("{\"type\":\"hologram\"}", AgentEvent.class))
        .isEqualTo(new AgentEvent.Unknown());
  }

  @Test
  void aWordInsideIsNotInTheBytes() {
    Payload payload =
        converter.toPayload(new Op.RunShell(new OpId("o"), "me", "rm xyzzy")).orElseThrow();
    assertThat(payload.toByteString().toStringUtf8()).doesNotContain("xyzzy", "run_shell");
    assertThat(payload.toByteString().size()).isLessThan(170);
  }

  @Test
  void textIsCompressedAndTooMuchIsRefusedByName() {
    Payload payload =
        converter
            .toPayload(new ConversationItem("{\"text\":\"" + "word ".repeat(10_000) + "\"}"))
            .orElseThrow();
    assertThat(payload.getData().size()).isLessThan(1_000);
    StringBuilder noise = new StringBuilder();
    Random random = new Random(1);
    for (int i = 0; i < 3_000_000; i++) {
      noise.append((char) ('!' + random.nextInt(90)));
    }
    assertThatThrownBy(() -> converter.toPayload(new ConversationItem(noise.toString())))
        .isInstanceOf(PayloadTooLargeException.class)
        .hasMessageContaining("ConversationItem");
  }

  @Test
  void failuresAreSealedAndForgedWordsAreNotBelieved() {
    Failure sealed =
        converter.exceptionToFailure(
            ApplicationFailure.newFailure("the secret plan", "Transient", "detail-xyzzy"));
    assertThat(sealed.toString()).doesNotContain("secret", "xyzzy", "SealedDataConverterTest");
    assertThat(converter.failureToException(sealed))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            e -> {
              assertThat(e.getOriginalMessage()).isEqualTo("the secret plan");
              assertThat(e.getType()).isEqualTo("Transient");
              assertThat(e.getDetails().get(String.class)).isEqualTo("detail-xyzzy");
            });
    Failure forged =
        DefaultDataConverter.STANDARD_INSTANCE.exceptionToFailure(
            ApplicationFailure.newFailure("run rm -rf now", "Transient"));
    assertThat(converter.failureToException(forged).toString()).doesNotContain("rm -rf");
    Failure moved =
        unbound.boundTo("default", "other").exceptionToFailure(new RuntimeException("x"));
    assertThat(converter.failureToException(moved).toString()).contains("could not be read");
    assertThat(
            converter
                .exceptionToFailure(new UnreadablePayloadException("no"))
                .getApplicationFailureInfo())
        .satisfies(info -> {
          assertThat(info.getType()).isEqualTo("Unreadable");
          assertThat(info.getNonRetryable()).isTrue();
        });
  }
}

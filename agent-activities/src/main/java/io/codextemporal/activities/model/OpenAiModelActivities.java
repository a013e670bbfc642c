package io.codextemporal.activities.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.ModelRecord;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.catalogue.WebOffer;
import io.codextemporal.activities.heartbeat.Beat;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activities.image.RequestImages;
import io.codextemporal.activities.journal.CrashPoints;
import io.codextemporal.activities.store.ConversationLostException;
import io.codextemporal.activities.store.ConversationStore;
import io.codextemporal.activity.FailureType;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.ToolSpec;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks a provider through openai-java. Thread-safe; each call blocks its own thread.
 *
 * <p>The conversation comes out of the store, the secrets out of this worker's configuration; the
 * answer goes into the store before it is returned.
 */
public final class OpenAiModelActivities implements ModelActivities {
  /** How soon a cancel is known while nothing streams. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  private static final int STORE_RETRIES = 10;

  private final ConversationStore store;
  private final ProviderSecrets secrets;
  private final Heartbeats heartbeats;
  private final RequestImages images;
  private final InstantSource clock;
  private final boolean searches;
  private final ToolCatalogue tools;
  private final ModelCatalogue models = new ModelCatalogue();
  private final ProviderClients clients = new ProviderClients();

  /**
   * @param searches whether this worker can search the web for its models
   */
  public OpenAiModelActivities(
      ConversationStore store,
      ProviderSecrets secrets,
      Heartbeats heartbeats,
      RequestImages images,
      InstantSource clock,
      ToolCatalogue tools,
      boolean searches) {
    this.tools = tools;
    this.searches = searches;
    this.store = store;
    this.secrets = secrets;
    this.heartbeats = heartbeats;
    this.images = images;
    this.clock = clock;
  }

  @Override
  public ModelReply call(ModelCall call) {
    StreamBeat identity = StreamBeat.of("model", call.turn(), null, List.of());
    try (Beat beat =
        heartbeats.open(
            Activity.getExecutionContext(),
            call.session(),
            identity,
            Duration.ofMillis(call.heartbeatMillis()),
            QUIET)) {
      Duration atMost = Activity.getExecutionContext().getInfo().getStartToCloseTimeout();
      return call(call, beat, clock.instant().plus(atMost.multipliedBy(9).dividedBy(10)));
    }
  }

  /** {@code deadline}: when to give a stream up that goes on and on. */
  ModelReply call(ModelCall call, Beat beat, Instant deadline) {
    FailureClassifier classifier = new FailureClassifier(call.model());
    ProviderAccess access = secrets.resolve(call.model().provider());
    if (access.key() == null && call.model().provider().envKey() != null) {
      return reply(classifier.noKey());
    }
    List<ConversationItem> conversation;
    try {
      conversation = store.open(call);
    } catch (ConversationLostException e) {
      return lost(e, beat);
    }
    AnswerCollector collector = new AnswerCollector(beat::append);
    List<String> warnings = new ArrayList<>();
    StreamEnd end = ask(call, access, conversation, warnings, collector, deadline);
    CrashPoints.pass("K4");
    if (end instanceof StreamEnd.Completed) {
      return answered(call, conversation, warnings, collector, false);
    }
    endIfStopped(beat);
    boolean cut = end instanceof StreamEnd.Broken broken && broken.connected();
    if (cut && hasCall(collector)) {
      return answered(call, conversation, warnings, collector, true);
    }
    return judged(classifier.judge(end, beat.failures(), clock.instant(), dice()), beat);
  }

  private StreamEnd ask(
      ModelCall call,
      ProviderAccess access,
      List<ConversationItem> conversation,
      List<String> warnings,
      AnswerCollector collector,
      Instant deadline) {
    ModelRecord record = models.find(call.model().model());
    boolean works = call.requestKind().equals("turn");
    WebOffer web = works ? WebOffer.of(call.webSearch(), searches) : WebOffer.NONE;
    List<ToolSpec> offered = works ? tools.offered(record, web) : List.of();
    WebSearch hosted = web.hosted() ? call.webSearch() : WebSearch.OFF;
    try {
      ObjectNode body =
          new RequestBody(call.session(), call.model(), record, offered, hosted)
              .json(conversation, call.outputSchema());
      warnings.addAll(
          images.fill(
              call.session(), body.withArray("input"), call.model().model(), record.images()));
      return new ModelStream(
              clients.of(call.model().provider(), access),
              collector,
              () -> clock.instant().isAfter(deadline),
              CrashPoints::pass)
          .run(body, metadata(call));
    } catch (IllegalArgumentException e) {
      return new StreamEnd.Unusable(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> metadata(ModelCall call) {
    String json =
        JsonNodeFactory.instance
            .objectNode()
            .put("session_id", call.session().value())
            .put("turn_id", call.turn().value())
            .put("request_kind", call.requestKind())
            .toString();
    return Map.of("x-codex-turn-metadata", json);
  }

  private ModelReply answered(
      ModelCall call,
      List<ConversationItem> conversation,
      List<String> warnings,
      AnswerCollector collector,
      boolean cut) {
    UniqueCalls.Named named =
        new UniqueCalls(tools).name(conversation, AnswerSize.fit(collector.items()));
    if (AnswerSize.bytes(named.items()) > AnswerSize.MOST_BYTES) {
      return new ModelReply.Failed(
          ErrorKind.INCOMPLETE,
          "The answer is too large to be kept: "
              + AnswerSize.bytes(named.items())
              + " bytes of calls. Ask for less at once.");
    }
    store.answered(call, named.items());
    images.told(call.session(), warnings);
    return new ModelReply.Answered(named.items(), named.calls(), collector.usage(), cut, warnings);
  }

  private boolean hasCall(AnswerCollector collector) {
    return !new UniqueCalls(tools).name(List.of(), collector.items()).calls().isEmpty();
  }

  private static ModelReply lost(ConversationLostException e, Beat beat) {
    endIfStopped(beat);
    if (e.mayPass() && beat.failures() < STORE_RETRIES) {
      beat.countFailure(String.valueOf(e.getMessage()));
      throw transientFailure(
          String.valueOf(e.getMessage()), Duration.ofMillis(100L << Math.min(beat.failures(), 6)));
    }
    return new ModelReply.Failed(ErrorKind.INTERNAL, String.valueOf(e.getMessage()));
  }

  private static ModelReply judged(Verdict verdict, Beat beat) {
    return switch (verdict) {
      case Verdict.Retry retry -> {
        beat.countFailure(retry.sentence());
        throw transientFailure(retry.sentence(), retry.delay());
      }
      case Verdict.Later later -> reply(later);
      case Verdict.Failed failed -> reply(failed);
    };
  }

  private static ModelReply reply(Verdict.Later later) {
    Instant until = later.until();
    return new ModelReply.Later(later.kind(), later.sentence(), until);
  }

  private static ModelReply reply(Verdict.Failed failed) {
    return new ModelReply.Failed(failed.kind(), failed.sentence());
  }

  private static ApplicationFailure transientFailure(String sentence, Duration delay) {
    return ApplicationFailure.newBuilder()
        .setType(FailureType.TRANSIENT)
        .setMessage(sentence)
        .setNextRetryDelay(delay)
        .build();
  }

  /** Ends the activity when its request broke because it was told to end. */
  private static void endIfStopped(Beat beat) {
    Stop stop = beat.stop();
    boolean interrupted = Thread.interrupted();
    if (stop == Stop.CANCELLED || stop == Stop.LOST) {
      throw beat.cause().orElseThrow();
    }
    if (interrupted) {
      throw ApplicationFailure.newFailure("the worker is stopping", FailureType.WORKER_STOPPING);
    }
  }

  private static double dice() {
    return ThreadLocalRandom.current().nextDouble();
  }
}

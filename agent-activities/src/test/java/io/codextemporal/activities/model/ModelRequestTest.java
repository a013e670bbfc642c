package io.codextemporal.activities.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.catalogue.WebOffer;
import io.codextemporal.activities.heartbeat.Beat;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.scripted.Part;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.SentRequest;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.TokenUsage;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.protocol.WebSearch.By;
import io.codextemporal.protocol.WebSearch.Mode;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.ActivityCanceledException;
import io.temporal.testing.TestActivityEnvironment;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to the provider, and what is told while it answers. */
@Timeout(30)
class ModelRequestTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final ScriptedModel server = ScriptedModel.start();
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private ModelRig rig;

  @BeforeEach
  void open(@TempDir Path folder) {
    rig = new ModelRig(server, folder);
    temporal.registerActivitiesImplementations(rig.activities);
  }

  @AfterEach
  void close() {
    temporal.close();
    server.close();
  }

  @Test
  void theBodyIsTheOneWeReviewed() throws Exception {
    rig.say("hello");
    rig.outputSchema = "{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}";
    server.next(Reply.say("hi"));
    ask();
    ObjectNode sent = (ObjectNode) server.lastRequest().body();
    // Their texts are resources, reviewed where they stand.
    sent.path("tools").forEach(tool -> ((ObjectNode) tool).put("description", "…"));
    sent.path("tools").forEach(tool -> dots(tool.path("parameters")));
    try (InputStream golden = ModelRequestTest.class.getResourceAsStream("/model/request.json")) {
      assertThat(JSON.writeValueAsString(sent))
          .isEqualTo(JSON.writeValueAsString(JSON.readTree(golden)));
    }
  }

  @Test
  void headersAndQueryAreTheProvidersAndSayWhoAsks() {
    rig.say("hello");
    server.next(Reply.say("hi"));
    ask();
    SentRequest sent = server.lastRequest();
    assertThat(sent.header("authorization")).contains("Bearer sk-test");
    assertThat(sent.header("x-static")).contains("on");
    assertThat(sent.header("user-agent"))
        .hasValueSatisfying(a -> assertThat(a).startsWith("codex-temporal/"));
    assertThat(sent.kind()).isEqualTo("turn");
    assertThat(sent.metadata().path("turn_id").asText()).isEqualTo("turn-1");
    assertThat(sent.metadata().path("session_id").asText())
        .isEqualTo(sent.body().path("prompt_cache_key").asText());
  }

  @Test
  void aProviderWithoutAKeyGetsADummy() {
    rig.say("hello");
    rig.envKey = null;
    rig.access = ProviderAccess.NONE;
    server.next(Reply.say("hi"));
    assertThat(ask()).isInstanceOf(ModelReply.Answered.class);
  }

  @Test
  void itemsGoBackAsTheyCame() throws Exception {
    rig.say("hello");
    String unknown =
        "{\"type\":\"new_thing\",\"id\":\"x1\",\"n\":1.50,\"big\":12345678901234567890,\"deep\":{\"a\":[null,true]}}";
    server.next(Reply.stream().reason("thinking").raw(unknown).say("hi"), Reply.say("again"));
    ModelReply.Answered answer = (ModelReply.Answered) ask();
    assertThat(answer.items()).hasSize(3);
    assertThat(answer.items().get(1).json()).isEqualTo(unknown);
    String before = server.lastRequest().body().path("input").toString();
    rig.history.markAnswered(rig.history.prefix());
    answer.items().forEach(rig::append);
    rig.say("more");
    ask();
    String after = server.lastRequest().body().path("input").toString();
    assertThat(after).startsWith(before.substring(0, before.length() - 1));
    assertThat(server.lastRequest().body().path("input").path(1).path("encrypted_content").asText())
        .startsWith("sealed:");
    JsonNode sent = server.lastRequest().body().path("input").path(2);
    assertThat(sent.toString()).isEqualTo(unknown);
  }

  @Test
  void usageIsTheProviders() {
    rig.say("hello");
    server.next(Reply.say("hi").usage(100, 90, 7, 3));
    assertThat(((ModelReply.Answered) ask()).usage()).isEqualTo(new TokenUsage(100, 90, 7, 3));
  }

  @Test
  void whatIsWrittenIsToldWhileItIsWritten() throws Exception {
    rig.say("hello");
    List<StreamBeat> beats = new CopyOnWriteArrayList<>();
    CountDownLatch told = new CountDownLatch(1);
    temporal.setActivityHeartbeatListener(
        StreamBeat.class,
        beat -> {
          beats.add(beat);
          if (beat.tails().stream().anyMatch(tail -> tail.text().contains("so far"))) {
            told.countDown();
          }
        });
    server.next(
        Reply.stream()
            .reason("hmm")
            .then(new Part.Say("words so far", 6, false))
            .gate("on")
            .say("the end"));
    CompletableFuture<ModelReply> reply = CompletableFuture.supplyAsync(this::ask);
    assertThat(told.await(4, TimeUnit.SECONDS)).isTrue();
    assertThat(reply).isNotDone();
    server.open("on");
    assertThat(reply.get(10, TimeUnit.SECONDS)).isInstanceOf(ModelReply.Answered.class);
    assertThat(beats.getLast().tails())
        .extracting(StreamBeat.Tail::channel)
        .contains("reasoning", "text");
  }

  @Test
  void aCancelEndsTheRequest() throws Exception {
    rig.say("hello");
    server.next(Reply.stream().begin("never").gate("shut"));
    Heartbeats heartbeats = new Heartbeats();
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    CountDownLatch cancel = new CountDownLatch(1);
    Thread.ofVirtual()
        .start(() -> {
          try (Beat beat =
              heartbeats.open(
                  details -> {
                    if (cancel.getCount() == 0) {
                      throw new ActivityCanceledException();
                    }
                  },
                  new SessionId("s"),
                  StreamBeat.of("model", null, null, List.of()),
                  Duration.ofMillis(5),
                  Duration.ofMillis(5))) {
            rig.activities.call(rig.call(), beat, Instant.MAX);
            ended.complete(new AssertionError("it went on"));
          } catch (RuntimeException e) {
            ended.complete(e);
          }
        });
    assertThat(server.awaitRequests(1, Duration.ofSeconds(20))).isTrue();
    cancel.countDown();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isInstanceOf(ActivityCanceledException.class);
  }

  @Test
  void theCatalogueKeepsItsOrder() {
    assertThat(new ToolCatalogue().offered(new ModelCatalogue().find("gpt-5.5"), WebOffer.NONE))
        .extracting(tool -> tool.name())
        .containsExactly(
            "exec_command",
            "write_stdin",
            "apply_patch",
            "read_file",
            "list_dir",
            "grep_files",
            "search_files",
            "view_image",
            "update_plan",
            "request_user_input");
    assertThat(new ModelCatalogue().find("gpt-5.5-2026-01-01").window()).isEqualTo(272_000);
    assertThat(new ModelCatalogue().find("qwen3").reasons()).isFalse();
  }

  @Test
  void aProviderThatSearchesIsToldHow() throws Exception {
    rig.say("hello");
    rig.webSearch = new WebSearch(Mode.LIVE, By.PROVIDER, null, List.of(), Map.of());
    server.next(Reply.say("hi"));
    ask();
    assertThat(lastTool())
        .isEqualTo(
            JSON.readTree("{'type':'web_search','external_web_access':true}".replace('\'', '"')));

    rig.webSearch =
        new WebSearch(
            Mode.CACHED, By.EITHER, "low", List.of("docs.example"), Map.of("country", "DE"));
    server.next(Reply.say("hi"));
    ask();
    assertThat(lastTool())
        .isEqualTo(
            JSON.readTree(
                """
                {"type":"web_search","external_web_access":false,
                 "filters":{"allowed_domains":["docs.example"]},
                 "user_location":{"type":"approximate","country":"DE"},
                 "search_context_size":"low"}\
                """));

    rig.webSearch = new WebSearch(Mode.CACHED, By.WORKER, null, List.of(), Map.of());
    server.next(Reply.say("hi"));
    ask();
    assertThat(lastTool().path("type").asText()).isEqualTo("function");
  }

  private JsonNode lastTool() {
    JsonNode tools = server.lastRequest().body().path("tools");
    return tools.path(tools.size() - 1);
  }

  private static void dots(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      if (object.path("description").isTextual()) {
        object.put("description", "…");
      }
      object.forEach(ModelRequestTest::dots);
    } else {
      schema.forEach(ModelRequestTest::dots);
    }
  }

  private ModelReply ask() {
    return temporal
        .newActivityStub(
            ModelActivities.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofMinutes(1))
                .setHeartbeatTimeout(Duration.ofSeconds(1))
                .build())
        .call(rig.call());
  }
}

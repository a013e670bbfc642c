package io.codextemporal.activities.scripted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelTest {
  private final ScriptedModel model = ScriptedModel.start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    model.close();
  }

  @Test
  void firstMatchingRuleAnswersUntilItIsUsedUp() throws Exception {
    model
        .times(1, When.userSays("hi"), Reply.say("first"))
        .on(When.userSays("hi"), Reply.say("second"));

    assertThat(ask("hi").body()).contains("first").contains("response.completed");
    assertThat(ask("hi").body()).contains("second");
    assertThat(ask("other").statusCode()).isEqualTo(400);
    assertThat(model.requests()).extracting(SentRequest::number).containsExactly(1, 2, 3);
    assertThat(model.lastRequest().lastUserText()).isEqualTo("other");
  }

  @Test
  void gatesHoldTheStreamBack() throws Exception {
    model.next(Reply.stream().say("before").gate("door").say("after"));

    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request("x"), HttpResponse.BodyHandlers.ofString());
    assertThat(model.awaitRequests(1, Duration.ofSeconds(5))).isTrue();
    assertThat(model.answeredAt(1)).isEmpty();
    model.open("door");

    assertThat(answer.get(5, TimeUnit.SECONDS).body()).contains("after");
  }

  @Test
  void theEchoAsksWhatItIsToldTo() throws Exception {
    model.otherwise(new EchoScript());

    String asked = ask("ask: Which colour? Red | Blue; And why?").body();

    assertThat(asked).contains("request_user_input", "Which colour?", "Blue", "And why?", "q2");
  }

  @Test
  void aCutIsSeenByTheClient() {
    model.next(Reply.stream().begin("half a sen").end(Ending.CUT));

    assertThatThrownBy(() -> ask("x")).isInstanceOf(IOException.class);
  }

  @Test
  void echoCallsToolsAsAsked() throws Exception {
    model.otherwise(new EchoScript());

    assertThat(ask("tools 3 parallel").body().split("output_item.done\"", -1)).hasSize(4);
    assertThat(ask("tools 2 sequential").body()).contains("exec_command").contains("echo step 0");
    assertThat(ask("hello").body()).contains("You said: hello");
  }

  @Test
  void readsAScriptFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("script.json"),
            """
            {"rules": [
              {"when": {"user": "limit"}, "times": 1,
               "http": {"status": 429, "code": "rate_limit_exceeded", "headers": {"Retry-After": "7"}}},
              {"when": {"user": "limit"}, "stream": [{"reason": "hm"}, {"exec": "ls", "id": "c1"}],
               "usage": {"input": 11, "cached": 5, "output": 3, "reasoning": 2}}]}
            """);
    ScriptFile.load(file, model);

    HttpResponse<String> limited = ask("limit me");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("Retry-After")).contains("7");
    assertThat(ask("limit me").body())
        .contains("\"input_tokens\":11")
        .contains("\"call_id\":\"c1\"");
  }

  private HttpResponse<String> ask(String text) throws IOException, InterruptedException {
    return http.send(request(text), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest request(String text) {
    String body =
        """
        {"model":"m","input":[{"type":"message","role":"user","content":[{"type":"input_text","text":"%s"}]}]}
        """
            .formatted(text);
    return HttpRequest.newBuilder(URI.create(model.baseUrl() + "/responses"))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}

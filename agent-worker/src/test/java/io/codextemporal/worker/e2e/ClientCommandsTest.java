package io.codextemporal.worker.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.scripted.EchoScript;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.worker.e2e.TestClient.Result;
import io.codextemporal.worker.e2e.TestClient.Running;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The clients' commands as processes, against a real server and a real worker. */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FULL = "danger-full-access";

  private ScriptedModel model;
  private TestHome home;
  private TestWorker worker;
  private TestClient ct;

  @BeforeAll
  void world() throws Exception {
    model = ScriptedModel.start();
    model.otherwise(new EchoScript());
    home = TestHome.on(TestServer.shared(), model.baseUrl());
    ct = new TestClient(home);
    worker = TestWorker.start(home);
  }

  @AfterAll
  void end() throws Exception {
    worker.close();
    model.close();
    home.close();
  }

  private static List<JsonNode> json(Result result) throws Exception {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : result.lines()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private String detached(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("exec", "--detach"));
    words.addAll(List.of(arguments));
    Result result = ct.run(words.toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.lines()).hasSize(1);
    return result.lines().getFirst();
  }

  private JsonNode show(String id) throws Exception {
    Result result = ct.run("show", id, "--json");
    assertThat(result.code()).as(result.err()).isZero();
    return JSON.readTree(result.out());
  }

  private void awaitStatus(String id, String status) throws Exception {
    Await.until("it is " + status, PATIENCE, () -> show(id).path("status").asText().equals(status));
  }

  @Test
  void theAnswerIsOnStandardOutputAndInItsFile() throws Exception {
    Result result = ct.run("exec", "-o", "last.txt", "hi");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo("You said: hi\n");
    assertThat(result.err()).contains("session ", "tokens: ");
    assertThat(Files.readString(home.workspace().resolve("last.txt"))).isEqualTo("You said: hi");
  }

  @Test
  void jsonLinesTellTheTurn() throws Exception {
    List<JsonNode> lines = json(ct.run("exec", "--json", "-s", FULL, "run: echo one; exit 3"));
    assertThat(lines)
        .extracting(line -> line.path("type").asText())
        .containsExactly(
            "thread.started",
            "turn.started",
            "item.started",
            "item.completed",
            "item.completed",
            "turn.completed");
    JsonNode command = lines.get(3).path("item");
    assertThat(command.path("type").asText()).isEqualTo("command_execution");
    assertThat(command.path("command").asText()).isEqualTo("echo one; exit 3");
    assertThat(command.path("aggregated_output").asText()).isEqualTo("one\n");
    assertThat(command.path("exit_code").asInt()).isEqualTo(3);
    assertThat(lines.get(5).path("usage").path("input_tokens").asLong()).isPositive();
  }

  @Test
  void standardInputIsThePrompt() throws Exception {
    assertThat(ct.runWith("from a pipe", "exec").out()).isEqualTo("You said: from a pipe\n");
    assertThat(ct.runWith("lines", "exec", "explain", "-").out())
        .contains("explain\n\n<stdin>\nlines\n</stdin>");
    Result unread = ct.runWith("unread", "exec", "hi");
    assertThat(unread.err()).contains("not read");
  }

  @Test
  void aDetachedTurnIsWaitedFor() throws Exception {
    String id = detached("hi");
    Result waited = ct.run("wait", id.substring(0, 34));
    assertThat(waited.out()).isEqualTo("You said: hi\n");
    Result next = ct.run("exec", "resume", id, "again");
    assertThat(next.out()).isEqualTo("You said: again\n");
    assertThat(show(id).path("turns").asInt()).isEqualTo(2);
  }

  @Test
  void aForkKnowsWhatWasSaidAndLeavesItsParentAlone() throws Exception {
    String parent = detached("the password is swordfish");
    ct.run("wait", parent);
    Result fork = ct.run("exec", "fork", "--json", parent, "go on");
    assertThat(fork.code()).as(fork.err()).isZero();
    String id = json(fork).getFirst().path("thread_id").asText();
    assertThat(id).isNotEqualTo(parent);
    assertThat(show(id).path("parent").asText()).isEqualTo(parent);
    String last = model.requests().getLast().input().toString();
    assertThat(last).contains("swordfish", "go on");
    assertThat(show(parent).path("turns").asInt()).isEqualTo(1);
  }

  @Test
  void aTimeoutLeavesTheTurnRunningAndAnInterruptEndsIt() throws Exception {
    Result late = ct.run("exec", "--json", "--timeout", "2s", "-s", FULL, "run: sleep 60");
    assertThat(late.code()).isEqualTo(124);
    List<JsonNode> lines = json(late);
    assertThat(lines.getLast().path("type").asText()).isEqualTo("error");
    String id = lines.getFirst().path("thread_id").asText();
    assertThat(show(id).path("status").asText()).isEqualTo("working");
    assertThat(ct.run("interrupt", id).code()).isZero();
    assertThat(show(id).path("status").asText()).isEqualTo("idle");
    Result idle = ct.run("interrupt", id);
    assertThat(idle.code()).isZero();
    assertThat(idle.out()).contains("idle");
    assertThat(ct.run("wait", id).code()).isEqualTo(130);
  }

  @Test
  void aQuestionIsAnsweredFromAnotherTerminal() throws Exception {
    Path witness = home.workspace().resolve("asked.txt");
    Result asks = ct.run("exec", "--json", "-a", "untrusted", "run: touch " + witness);
    assertThat(asks.code()).isEqualTo(3);
    String id = json(asks).getFirst().path("thread_id").asText();
    JsonNode question = json(asks).getLast();
    assertThat(question.path("type").asText()).isEqualTo("approval.requested");
    String call = question.path("call_id").asText();
    assertThat(asks.err()).contains("ct approve " + id + " " + call);
    JsonNode open =
        json(ct.run("approvals", "--json")).stream()
            .filter(entry -> entry.path("session").asText().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(open.path("call_id").asText()).isEqualTo(call);
    assertThat(open.path("command").asText()).contains("touch");
    assertThat(ct.run("approve", id, call, "--digest", "00").code()).isEqualTo(1);
    assertThat(ct.run("approve", id, "call_nobody").code()).isEqualTo(66);
    assertThat(witness).doesNotExist();
    assertThat(ct.run("approve", id, call, "--digest", open.path("digest").asText()).code())
        .isZero();
    assertThat(ct.run("wait", id).code()).isZero();
    assertThat(witness).exists();
    Result again = ct.run("approve", id, call);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("approved by approve");
    List<String> decisions = new ArrayList<>();
    show(id).path("decisions").forEach(one -> decisions.add(one.path("verdict").asText()));
    assertThat(decisions).containsExactly("approved", "run");
    assertThat(show(id).path("decisions").path(0).path("digest")).isEqualTo(open.path("digest"));
    assertThat(show(id).path("decisions").path(0).path("by").asText()).startsWith("approve ");
  }

  @Test
  void theModelsQuestionsAreAnsweredFromAnotherTerminal() throws Exception {
    String question =
        """
        {"questions":[{"id":"db","header":"Store","question":"Which?","options":[
         {"label":"SQLite","description":"a file"},{"label":"Postgres","description":"a server"}]},
         {"id":"why","header":"Why","question":"And why?","options":[
         {"label":"Speed","description":""},{"label":"Habit","description":""}]}]}\
        """;
    model
        .on(
            When.userSays("ask me first").and(When.outputs(0)),
            Reply.stream().callText("q1", "request_user_input", question))
        .on(When.userSays("ask me first").and(When.outputs(1)), Reply.say("Thank you."));
    Result asks = ct.run("exec", "--json", "-a", "on-request", "ask me first");
    assertThat(asks.code()).as(asks.err()).isEqualTo(3);
    String id = json(asks).getFirst().path("thread_id").asText();
    assertThat(asks.err()).contains("ct approve " + id + " q1 --answer db=TEXT --answer why=TEXT");

    Result bare = ct.run("approve", id, "q1");
    assertThat(bare.code()).isEqualTo(2);
    assertThat(bare.err()).contains("SQLite | Postgres | your own words");
    assertThat(ct.run("approve", id, "--answer", "db=SQLite").err()).contains("no answer to why");
    Result done = ct.run("approve", id, "--answer", "db=sqlite", "--answer", "why=no server here");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).isEqualTo("answered q1\n");
    assertThat(ct.run("wait", id).out()).contains("Thank you.");
    assertThat(model.requests().getLast().input().toString()).contains("SQLite", "no server here");
  }

  @Test
  void aStoppedSessionIsReopened() throws Exception {
    String id = detached("first");
    ct.run("wait", id);
    assertThat(ct.run("stop", id).code()).isZero();
    assertThat(ct.run("stop", id).out()).contains("stopped already");
    assertThat(show(id).path("status").asText()).isEqualTo("closed");
    Result next = ct.run("exec", "resume", id, "second");
    assertThat(next.code()).as(next.err()).isZero();
    assertThat(next.out()).isEqualTo("You said: second\n");
    assertThat(ct.run("stop", "--force", id).code()).isZero();
    Result after = ct.run("exec", "resume", id, "third");
    assertThat(after.code()).as(after.err()).isZero();
    assertThat(show(id).path("turns").asInt()).isEqualTo(3);
  }

  @Test
  void ctrlCInterruptsAndSaysSo() throws Exception {
    Running turn = ct.start("exec", "--json", "-s", FULL, "run: sleep 60");
    Await.until("the command runs", PATIENCE, () -> turn.out().contains("item.started"));
    turn.signal("INT");
    Result end = turn.end();
    assertThat(end.code()).isEqualTo(130);
    assertThat(end.err()).contains("interrupting");
    String id = json(end).getFirst().path("thread_id").asText();
    assertThat(show(id).path("status").asText()).isEqualTo("idle");
  }

  @Test
  void aKilledClientHarmsNothing() throws Exception {
    Running turn = ct.start("exec", "--json", "-s", FULL, "run: sleep 2; echo late");
    Await.until("the command runs", PATIENCE, () -> turn.out().contains("item.started"));
    turn.signal("KILL");
    String id = json(turn.end()).getFirst().path("thread_id").asText();
    Result waited = ct.run("wait", id);
    assertThat(waited.code()).isZero();
    assertThat(waited.out()).contains("late");
  }

  @Test
  @Tag("C1")
  void aMessageSentThriceCountsOnce() throws Exception {
    String id = detached("hi");
    ct.run("wait", id);
    for (int i = 0; i < 3; i++) {
      assertThat(ct.run("send", id, "only once", "--op", "op-" + id).out())
          .isEqualTo("op-" + id + "\n");
    }
    awaitStatus(id, "idle");
    assertThat(show(id).path("turns").asInt()).isEqualTo(2);
  }

  @Test
  void everyFailureHasItsExitCode() throws Exception {
    model.on(When.userSays("too fast"), Reply.rateLimited(3_600L));
    model.on(When.userSays("who am i"), Reply.http(401, "invalid_api_key", "no such key"));
    model.on(When.userSays("nonsense"), Reply.http(400, "bad_request", "what"));
    assertThat(ct.run("exec", "too fast").code()).isEqualTo(75);
    assertThat(ct.run("exec", "who am i").code()).isEqualTo(77);
    Result failed = ct.run("exec", "--json", "-o", "none.txt", "nonsense");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(json(failed).getLast().path("type").asText()).isEqualTo("turn.failed");
    assertThat(home.workspace().resolve("none.txt")).doesNotExist();
    assertThat(ct.run("exec", "-c", "model_provider=nobody", "hi").code()).isEqualTo(78);
    assertThat(ct.run("wait", "ffffffff").code()).isEqualTo(66);
  }

  @Test
  void sessionsAreListedNewestFirst() throws Exception {
    String older = detached("hi");
    String newer = detached("hi");
    ct.run("wait", older);
    ct.run("wait", newer);
    Await.until(
        "both are listed",
        PATIENCE,
        () -> {
          List<String> ids =
              json(ct.run("ls", "--json")).stream().map(row -> row.path("id").asText()).toList();
          return ids.contains(older)
              && ids.indexOf(newer) < ids.indexOf(older)
              && ids.contains(newer);
        });
    assertThat(ct.run("ls", "--json", "--cwd", "/").out()).isEmpty();
    Result ephemeral = ct.run("exec", "--json", "--ephemeral", "hi");
    assertThat(ephemeral.code()).isZero();
    String gone = json(ephemeral).getFirst().path("thread_id").asText();
    assertThat(ct.run("ls", "--json", "--all").out()).doesNotContain(gone);
  }

  @Test
  void anImageGoesWithThePromptAndStaysInTheSession() throws Exception {
    BufferedImage drawn = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    Path shot = home.workspace().resolve("shot.png");
    ImageIO.write(drawn, "png", shot.toFile());
    String url =
        "data:image/png;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(shot));
    Result first = ct.run("exec", "--json", "-i", "shot.png", "what is it?");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(model.lastRequest().input().getLast().path("content").path(0).path("image_url"))
        .hasToString('"' + url + '"');
    assertThat(model.lastRequest().lastUserText()).isEqualTo("what is it?");

    Files.delete(shot);
    String id = json(first).getFirst().path("thread_id").asText();
    Result second = ct.run("exec", "resume", id, "and now?");
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(model.lastRequest().input().toString()).contains(url);
    assertThat(ct.run("exec", "resume", id, "-i", "shot.png", "again").code()).isEqualTo(2);
  }
}

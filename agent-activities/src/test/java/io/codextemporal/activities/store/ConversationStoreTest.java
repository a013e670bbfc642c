package io.codextemporal.activities.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.activity.ModelCall;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationStoreTest {
  private static final ModelSettings MODEL =
      new ModelSettings(
          "m",
          new ProviderSettings("p", "P", "http://x/v1", null, Map.of(), Map.of(), 4, 5, 1000),
          null,
          null,
          null);

  private final SessionId session = new SessionId("0192f2a0-0000-7000-8000-000000000001");
  private final AtomicInteger loads = new AtomicInteger();
  private final History truth = new History();

  @TempDir Path folder;

  @Test
  void aTurnNeedsNoRebuild() throws Exception {
    ConversationStore store = store(10_000_000);
    say("hello");
    ask(store);
    String kept = store.keep(session, output("c1", "printed")).orElseThrow();
    truth.append(output("c1", "printed"), kept);
    ask(store);
    say("more");
    ask(store);
    assertThat(loads).hasValue(0);
    assertThat(folder.resolve(session.value()).resolve("kept")).isEmptyDirectory();
  }

  @Test
  void anotherWorkerFindsItOnDisk() throws Exception {
    say("hello");
    ask(store(10_000_000));
    say("again");
    ask(store(10_000_000));
    assertThat(loads).hasValue(0);
  }

  @Test
  void outputsAreNamedAgainAfterACallThatWasNotAnswered() throws Exception {
    ConversationStore store = store(10_000_000);
    say("hello");
    ask(store);
    String kept = store.keep(session, output("c1", "printed")).orElseThrow();
    truth.append(output("c1", "printed"), kept);
    open(store, Prefix.EMPTY);
    say("a steer");
    open(store, truth.answered());
    assertThat(loads).hasValue(0);
  }

  @Test
  void aSecondAttemptsAnswerReplacesTheFirsts() throws Exception {
    ConversationStore store = store(10_000_000);
    say("hello");
    ModelCall call = call(truth.answered());
    store.open(call);
    store.answered(call, List.of(message("from attempt 1")));
    ask(store);
    say("next");
    ask(store);
    assertThat(loads).hasValue(0);
  }

  @Test
  @Tag("D7")
  void aDeletedFolderIsReadBack() throws Exception {
    say("one");
    ask(store(0));
    FolderSweep.delete(folder.resolve(session.value()));
    say("two");
    ask(store(0));
    assertThat(loads).hasPositiveValue();
  }

  @Test
  void aSessionThatHoldsSomethingElseIsAskedTwiceThenSaidSo() {
    ConversationStore store =
        new ConversationStore(
            folder,
            0,
            request -> {
              loads.incrementAndGet();
              return new PageReply(
                  request.from() > 0 ? List.of() : List.of(message("else")), 1, null);
            });
    say("one");
    ModelCall lost = call(new Prefix(1, "unknown"), 1);
    assertThatThrownBy(() -> store.open(lost))
        .isInstanceOfSatisfying(
            ConversationLostException.class, e -> assertThat(e.mayPass()).isFalse())
        .hasMessageContaining("1 items");
    assertThat(loads).hasValueGreaterThanOrEqualTo(2);
  }

  @Test
  void aSessionThatCannotBeAskedMayBeAskedLater() {
    ConversationStore store =
        new ConversationStore(folder, 0, request -> PageReply.unreadable("no worker"));
    say("one");
    assertThatThrownBy(() -> store.open(call(new Prefix(1, "unknown"), 1)))
        .isInstanceOfSatisfying(
            ConversationLostException.class, e -> assertThat(e.mayPass()).isTrue())
        .hasMessageContaining("no worker");
  }

  @Test
  void whateverHappensToTheFilesTheConversationIsTheSessions() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 25; round++) {
      schedule(random, "seed " + seed + " round " + round);
    }
  }

  private void schedule(Random random, String name) throws Exception {
    History past = new History();
    truth.replace(past.entries());
    ConversationStore[] stores = {store(random.nextInt(20_000)), store(5_000_000)};
    for (int step = 0; step < 30; step++) {
      ConversationStore store = stores[random.nextInt(2)];
      switch (random.nextInt(6)) {
        case 0 -> damage(random);
        case 1 -> truth.replace(truth.entries().subList(0, random.nextInt(truth.size() + 1)));
        case 2 -> {
          ConversationItem output = output("c" + step, "x".repeat(random.nextInt(3_000)));
          truth.append(output, store.keep(session, output).orElse(null));
        }
        default -> say("word ".repeat(random.nextInt(50)) + step);
      }
      if (truth.size() > 0) {
        ModelCall call = call(truth.answered());
        assertThat(store.open(call)).as(name).isEqualTo(truth.items());
        if (random.nextBoolean()) {
          answer(store, call, message("answer " + step));
        }
      }
    }
  }

  private void damage(Random random) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(4)) {
          case 0 -> Files.delete(file);
          case 1 ->
              Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
          case 2 -> {
            if (bytes.length > 0) {
              bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, bytes);
          }
          default -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 40));
        }
      }
    }
  }

  private ConversationStore store(long memory) {
    return new ConversationStore(folder, memory, this::page);
  }

  private PageReply page(PageRequest request) {
    loads.incrementAndGet();
    return new PageReply(truth.page(request.from(), 2_000), truth.size(), null);
  }

  private void ask(ConversationStore store) throws Exception {
    ModelCall call = call(truth.answered());
    assertThat(store.open(call)).isEqualTo(truth.items());
    answer(store, call, message("answer to " + truth.size()));
  }

  private void open(ConversationStore store, Prefix ignored) throws Exception {
    assertThat(store.open(call(truth.answered()))).isEqualTo(truth.items());
  }

  private void answer(ConversationStore store, ModelCall call, ConversationItem item) {
    store.answered(call, List.of(item));
    truth.markAnswered(call.whole());
    truth.append(item, Sha256.hex(item.json()));
  }

  private ModelCall call(Prefix base) {
    return call(base, truth.size());
  }

  private ModelCall call(Prefix base, int ignored) {
    return new ModelCall(
        session,
        new TurnId("turn-1"),
        truth.generation(),
        base,
        base.count() <= truth.size() ? truth.since(base) : List.of(),
        truth.prefix(),
        MODEL,
        "turn",
        (@Nullable String) null,
        50);
  }

  private void say(String text) {
    truth.append(OutputItems.userMessage(text));
  }

  private static ConversationItem message(String text) {
    return new ConversationItem("{\"type\":\"message\",\"text\":\"" + text + "\"}");
  }

  private static ConversationItem output(String call, String text) {
    return new ConversationItem(
        "{\"type\":\"function_call_output\",\"call_id\":\""
            + call
            + "\",\"output\":\""
            + text
            + "\"}");
  }
}

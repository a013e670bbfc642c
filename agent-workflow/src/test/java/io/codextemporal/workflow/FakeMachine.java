package io.codextemporal.workflow;

import io.codextemporal.activity.ContextActivities;
import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.activity.DiffReply;
import io.codextemporal.activity.DiffRequest;
import io.codextemporal.activity.FileActivities;
import io.codextemporal.activity.FilesReply;
import io.codextemporal.activity.FilesRequest;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.activity.PageActivities;
import io.codextemporal.activity.PageReply;
import io.codextemporal.activity.PageRequest;
import io.codextemporal.activity.PlaceActivities;
import io.codextemporal.activity.PlaceFree;
import io.codextemporal.activity.PlaceFreed;
import io.codextemporal.activity.TerminalActivities;
import io.codextemporal.activity.TerminalEnd;
import io.codextemporal.activity.TerminalWatch;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.ModelReply;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.tool.ToolOutcome;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A machine without a model and without a shell: keeps conversations as the real store does, checks
 * every digest it is told, and answers as the test's functions say.
 */
final class FakeMachine
    implements ModelActivities,
        ToolActivities,
        PlaceActivities,
        TerminalActivities,
        ContextActivities,
        FileActivities,
        PageActivities {
  final List<List<ConversationItem>> asked = new CopyOnWriteArrayList<>();
  final List<ModelCall> calls = new CopyOnWriteArrayList<>();
  final List<ToolRun> runs = new CopyOnWriteArrayList<>();
  final List<TerminalWatch> watches = new CopyOnWriteArrayList<>();
  final List<PlaceFree> freed = new CopyOnWriteArrayList<>();
  final AtomicInteger rebuilt = new AtomicInteger();
  final AtomicInteger pages = new AtomicInteger();

  volatile BiFunction<List<ConversationItem>, ModelCall, ModelReply> model =
      (items, call) -> Replies.text("done");
  volatile Function<ToolRun, ToolOutcome> tool = run -> Replies.ran("ok");
  volatile Function<FilesRequest, FilesReply> files = request -> new FilesReply(List.of(), false);
  volatile Function<PageRequest, PageReply> session =
      request -> PageReply.unreadable("no session to ask");
  volatile Function<TerminalWatch, TerminalEnd> terminal =
      request -> new TerminalEnd.Lost("no such command");
  volatile int contextWindow = 100_000;

  private final Map<String, List<ConversationItem>> store = new ConcurrentHashMap<>();
  private final Map<String, ConversationItem> kept = new ConcurrentHashMap<>();

  /** As when the disk was wiped. */
  void forgetConversations() {
    store.clear();
    kept.clear();
  }

  @Override
  public ModelReply call(ModelCall call) {
    calls.add(call);
    List<ConversationItem> items = conversation(call);
    asked.add(items);
    ModelReply reply = model.apply(items, call);
    store.put(call.whole().digest(), items);
    if (reply instanceof ModelReply.Answered answered) {
      answered.items().forEach(this::keep);
    }
    return reply;
  }

  private List<ConversationItem> conversation(ModelCall call) {
    List<ConversationItem> items = new ArrayList<>();
    boolean whole = call.base().count() == 0 || store.containsKey(call.base().digest());
    if (call.base().count() > 0 && whole) {
      items.addAll(store.get(call.base().digest()));
    }
    for (DeltaItem item : call.delta()) {
      switch (item) {
        case DeltaItem.Inline(var content) -> items.add(content);
        case DeltaItem.Kept(String digest) -> {
          whole &= kept.containsKey(digest);
          items.add(kept.getOrDefault(digest, new ConversationItem("{}")));
        }
      }
    }
    List<ConversationItem> result = whole ? items : rebuild(call);
    if (!prefixOf(result).equals(call.whole())) {
      throw ApplicationFailure.newNonRetryableFailure(
          "the conversation does not fit its digest: " + call, "Fatal");
    }
    return result;
  }

  private List<ConversationItem> rebuild(ModelCall call) {
    rebuilt.incrementAndGet();
    List<ConversationItem> items = new ArrayList<>();
    while (items.size() < call.whole().count()) {
      PageReply page =
          session.apply(
              new PageRequest(call.session(), "", call.conversation(), items.size(), 200_000));
      if (page.missing() != null || page.items().isEmpty()) {
        throw ApplicationFailure.newFailure("no page: " + page.missing(), "Transient");
      }
      items.addAll(page.items());
    }
    return new ArrayList<>(items.subList(0, call.whole().count()));
  }

  private static Prefix prefixOf(List<ConversationItem> items) {
    History history = new History();
    items.forEach(history::append);
    return history.prefix();
  }

  private void keep(ConversationItem item) {
    kept.put(item.digest(), item);
  }

  @Override
  public ToolOutcome run(ToolRun run) {
    runs.add(run);
    ToolOutcome outcome = tool.apply(run);
    if (outcome instanceof ToolOutcome.Completed completed) {
      ConversationItem item = OutputItems.output(run.call(), completed.output());
      keep(item);
      return new ToolOutcome.Completed(
          completed.output(),
          completed.bodyAt(),
          completed.success(),
          completed.exitCode(),
          completed.millis(),
          completed.outputFile(),
          item.digest(),
          completed.changes(),
          completed.images(),
          completed.holding());
    }
    return outcome;
  }

  @Override
  public TerminalEnd watch(TerminalWatch request) {
    watches.add(request);
    return terminal.apply(request);
  }

  @Override
  public PlaceFreed free(PlaceFree request) {
    freed.add(request);
    return new PlaceFreed(true);
  }

  @Override
  public ContextReply open(ContextRequest request) {
    String text = request.told() == null ? "base instructions" : "settings changed";
    return new ContextReply(
        List.of(OutputItems.developerMessage(text)), contextWindow, List.of(), null);
  }

  @Override
  public FilesReply list(FilesRequest request) {
    return files.apply(request);
  }

  @Override
  public DiffReply diff(DiffRequest request) {
    return new DiffReply("diff of " + request.settings().cwd(), false, "");
  }

  @Override
  public PageReply load(PageRequest request) {
    pages.incrementAndGet();
    return session.apply(request);
  }
}

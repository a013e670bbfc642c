package io.codextemporal.activities.model;

import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.image.RequestImages;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.store.ConversationStore;
import io.codextemporal.activity.ModelCall;
import io.codextemporal.activity.PageReply;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.config.Places;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.History;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model activity with its store, speaking to a scripted model. */
final class ModelRig {
  final History history = new History();
  final ScriptedModel server;
  final OpenAiModelActivities activities;
  String envKey = "TEST_KEY";
  ProviderAccess access = new ProviderAccess("sk-test", Map.of("x-static", "on"));
  long idleMillis = 20_000;
  String model = "gpt-5.5";
  @Nullable String outputSchema;
  WebSearch webSearch = WebSearch.OFF;
  final ImageFiles images;
  @Nullable String baseUrl;

  ModelRig(ScriptedModel server, Path folder) {
    this.server = server;
    this.images = new ImageFiles(new Places(folder, folder));
    ConversationStore store =
        new ConversationStore(
            folder,
            10_000_000,
            request -> new PageReply(history.page(request.from(), 100_000), history.size(), null));
    this.activities =
        new OpenAiModelActivities(
            store,
            provider -> access,
            new Heartbeats(),
            new RequestImages(images),
            InstantSource.system(),
            new ToolCatalogue(),
            false);
  }

  ModelRig say(String text) {
    history.append(OutputItems.userMessage(text));
    return this;
  }

  void append(ConversationItem item) {
    history.append(item);
  }

  ModelCall call() {
    return new ModelCall(
        new SessionId("0192f2a0-0000-7000-8000-00000000000a"),
        new TurnId("turn-1"),
        history.generation(),
        history.answered(),
        history.since(history.answered()),
        history.prefix(),
        settings(),
        "turn",
        outputSchema,
        10,
        webSearch);
  }

  ModelSettings settings() {
    return new ModelSettings(model, provider(), null, null, null);
  }

  private ProviderSettings provider() {
    return new ProviderSettings(
        "test",
        "Test",
        baseUrl == null ? server.baseUrl() : baseUrl,
        envKey,
        Map.of("version", "1"),
        Map.of(),
        4,
        5,
        idleMillis);
  }
}

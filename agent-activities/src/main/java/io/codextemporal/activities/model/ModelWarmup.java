package io.codextemporal.activities.model;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.catalogue.WebOffer;
import io.codextemporal.activities.scripted.Reply;
import io.codextemporal.activities.scripted.ScriptedModel;
import io.codextemporal.activities.scripted.When;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.WebSearch;
import java.util.List;
import java.util.Map;

/**
 * One request to a model of this very process, so that the first real one finds its classes loaded:
 * they cost a cold process more than a second.
 */
public final class ModelWarmup {
  /** Blocks until it is done; what goes wrong is of no consequence. */
  public static void run() {
    try (ScriptedModel server = ScriptedModel.start()) {
      server.on(When.always(), Reply.stream().reason("warm").exec("c", "true"));
      ProviderSettings provider =
          new ProviderSettings(
              "warmup", "warmup", server.baseUrl(), null, Map.of(), Map.of(), 0, 0, 5_000);
      ModelSettings settings = new ModelSettings("gpt-5.5", provider, null, null, null);
      RequestBody body =
          new RequestBody(
              new SessionId("warmup"),
              settings,
              new ModelCatalogue().find("gpt-5.5"),
              new ToolCatalogue().offered(new ModelCatalogue().find("gpt-5.5"), WebOffer.NONE),
              WebSearch.OFF);
      AnswerCollector collector = new AnswerCollector((channel, item, text) -> {});
      new ModelStream(
              new ProviderClients().of(provider, ProviderAccess.NONE),
              collector,
              () -> false,
              point -> {})
          .run(body.json(List.of(OutputItems.userMessage("hi")), null), Map.of());
    }
  }

  private ModelWarmup() {}
}

package io.codextemporal.worker.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.ModelRecord;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activities.catalogue.WebOffer;
import io.codextemporal.activities.model.RequestBody;
import io.codextemporal.activities.project.ProjectContextActivities;
import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.LoadedSettings;
import io.codextemporal.config.Places;
import io.codextemporal.config.SearchEndpoint;
import io.codextemporal.config.SettingsLoader;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tui.cli.ExitCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ct debug prompt}: the request body of a session's first turn; nothing is sent. */
@Command(
    name = "prompt",
    description = "Prints the request body of a first turn as JSON; nothing is sent.",
    mixinStandardHelpOptions = true)
final class PromptCommand implements Callable<Integer> {
  /** No session is opened, so none has a name. */
  private static final SessionId NOBODY = new SessionId("00000000-0000-7000-8000-000000000000");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Places places;
  private final Map<String, String> environment;
  private final Path here;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final SettingsOptions options = new SettingsOptions();

  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "What the user would say.")
  private @Nullable String text;

  PromptCommand(Places places, Map<String, String> environment, Path here) {
    this.places = places;
    this.environment = Map.copyOf(environment);
    this.here = here;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Path folder = options.folder(here);
    LoadedSettings loaded =
        new SettingsLoader(places, environment)
            .load(options.flags(), folder, ApprovalMode.ON_REQUEST, SandboxMode.READ_ONLY);
    ContextReply context =
        new ProjectContextActivities(places, environment, Clock.systemDefaultZone(), Ceiling.NONE)
            .open(new ContextRequest(NOBODY, loaded.settings(), null));
    loaded.warnings().forEach(this::warn);
    context.warnings().forEach(this::warn);

    List<ConversationItem> items = new ArrayList<>(context.items());
    if (text != null) {
      items.add(OutputItems.userMessage(text));
    }
    ModelSettings settings = loaded.settings().model();
    ModelRecord record = new ModelCatalogue().find(settings.model());
    WebSearch search = loaded.settings().tools().webSearch();
    WebOffer web = WebOffer.of(search, SearchEndpoint.of(loaded.config()).isPresent());
    RequestBody body =
        new RequestBody(
            NOBODY,
            settings,
            record,
            new ToolCatalogue().offered(record, web),
            web.hosted() ? search : WebSearch.OFF);
    commandSpec().commandLine().getOut().println(JSON.writeValueAsString(body.json(items, null)));
    commandSpec().commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private void warn(String warning) {
    commandSpec().commandLine().getErr().println("ct: warning: " + warning);
  }

  private CommandSpec commandSpec() {
    return java.util.Objects.requireNonNull(spec, "picocli sets it");
  }
}

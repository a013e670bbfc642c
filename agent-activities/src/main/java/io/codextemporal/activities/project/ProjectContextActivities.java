package io.codextemporal.activities.project;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activity.ContextActivities;
import io.codextemporal.activity.ContextReply;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.ConfigException;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFiles;
import io.codextemporal.conversation.ConversationItem;
import io.codextemporal.conversation.OutputItems;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the model everything about its place once, and afterwards what changed. Thread-safe;
 * read-only.
 *
 * <p>The order is for the provider's cache: what changes least comes first.
 */
public final class ProjectContextActivities implements ContextActivities {
  private final Places places;
  private final Map<String, String> environment;
  private final Clock clock;
  private final Ceiling ceiling;
  private final ModelCatalogue models = new ModelCatalogue();

  /**
   * @param environment this worker's own, for the shell where the session left none
   * @param clock its zone is the one the model is told
   * @param ceiling in a folder beyond it nothing is read
   */
  public ProjectContextActivities(
      Places places, Map<String, String> environment, Clock clock, Ceiling ceiling) {
    this.ceiling = ceiling;
    this.places = places;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
  }

  @Override
  public ContextReply open(ContextRequest request) {
    List<String> warnings = new ArrayList<>();
    List<ConversationItem> items = items(request.settings(), request.told(), warnings);
    long window = models.find(request.settings().model().model()).window();
    return new ContextReply(items, window, warnings, null);
  }

  private List<ConversationItem> items(
      SessionSettings now, @Nullable SessionSettings told, List<String> warnings) {
    List<ConversationItem> items = new ArrayList<>();
    if (told == null) {
      items.add(OutputItems.developerMessage(PlaceText.base()));
    }
    List<String> developer = new ArrayList<>();
    if (told == null || permissionsChanged(now.tools(), told.tools())) {
      developer.add(PlaceText.permissions(now.tools()));
    }
    if (instructionsChanged(now, told)) {
      developer.add(PlaceText.developer(now.developerInstructions()));
    }
    if (!developer.isEmpty()) {
      items.add(OutputItems.developerMessage(String.join("\n\n", developer)));
    }
    if (told == null || !now.tools().cwd().equals(told.tools().cwd())) {
      items.add(OutputItems.userMessage(place(now.tools(), warnings)));
    }
    return items;
  }

  private static boolean permissionsChanged(ToolSettings now, ToolSettings told) {
    return now.approval() != told.approval()
        || now.sandbox() != told.sandbox()
        || now.networkAccess() != told.networkAccess()
        || !now.writableRoots().equals(told.writableRoots());
  }

  private static boolean instructionsChanged(SessionSettings now, @Nullable SessionSettings told) {
    return told == null
        ? !now.developerInstructions().isBlank()
        : !now.developerInstructions().equals(told.developerInstructions());
  }

  private String place(ToolSettings tools, List<String> warnings) {
    Path cwd = Path.of(tools.cwd());
    if (!Files.isDirectory(cwd)) {
      warnings.add("the folder " + cwd + " is not there");
    }
    Optional<String> objection = ceiling.objection(tools);
    objection.ifPresent(warnings::add);
    ProjectDocs.Found found =
        objection.isPresent() ? ProjectDocs.Found.NONE : docs(cwd, warnings).find(cwd);
    warnings.addAll(found.warnings());
    String surroundings =
        PlaceText.environment(
            tools,
            shell(tools),
            LocalDate.now(clock).toString(),
            clock.getZone().getId(),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return found.docs().isEmpty()
        ? surroundings
        : PlaceText.instructions(tools.cwd(), found.docs()) + "\n\n" + surroundings;
  }

  private ProjectDocs docs(Path cwd, List<String> warnings) {
    try {
      return ProjectDocs.of(places.codexHome(), ConfigLayers.load(places, cwd, null, List.of()));
    } catch (ConfigException e) {
      warnings.add(e.what() + ": " + e.why());
      return ProjectDocs.plain(places.codexHome());
    }
  }

  private String shell(ToolSettings tools) {
    Map<String, String> session =
        Optional.ofNullable(tools.environmentDigest())
            .flatMap(digest -> new SessionFiles(places).environment(digest))
            .orElse(environment);
    return Optional.ofNullable(session.get("SHELL"))
        .filter(shell -> !shell.isBlank())
        .map(shell -> String.valueOf(Path.of(shell).getFileName()))
        .orElse("bash");
  }
}

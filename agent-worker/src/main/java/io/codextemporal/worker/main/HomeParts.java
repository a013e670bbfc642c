package io.codextemporal.worker.main;

import static java.util.Map.entry;

import io.codextemporal.activities.catalogue.ModelCatalogue;
import io.codextemporal.activities.catalogue.OutputBudgets;
import io.codextemporal.activities.dispatch.BudgetedTool;
import io.codextemporal.activities.dispatch.Owners;
import io.codextemporal.activities.dispatch.PlaceDispatcher;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.dispatch.ToolDispatcher;
import io.codextemporal.activities.file.FolderActivities;
import io.codextemporal.activities.file.GrepFilesTool;
import io.codextemporal.activities.file.ListDirTool;
import io.codextemporal.activities.file.ReadFileTool;
import io.codextemporal.activities.file.WorkspaceFiles;
import io.codextemporal.activities.heartbeat.Heartbeats;
import io.codextemporal.activities.image.RequestImages;
import io.codextemporal.activities.image.ViewImageTool;
import io.codextemporal.activities.journal.Commands;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.journal.TerminalLibrary;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.limits.ToolSlots;
import io.codextemporal.activities.model.ConfiguredSecrets;
import io.codextemporal.activities.model.ModelWarmup;
import io.codextemporal.activities.model.OpenAiModelActivities;
import io.codextemporal.activities.patch.ApplyPatchTool;
import io.codextemporal.activities.patch.PatchEffects;
import io.codextemporal.activities.patch.WriteFileTool;
import io.codextemporal.activities.project.ProjectContextActivities;
import io.codextemporal.activities.repl.Kernels;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.search.SearchFilesTool;
import io.codextemporal.activities.search.SearchIndexes;
import io.codextemporal.activities.shell.CommandApproval;
import io.codextemporal.activities.shell.CommandStarter;
import io.codextemporal.activities.shell.ExecCommandTool;
import io.codextemporal.activities.shell.SessionEnvironments;
import io.codextemporal.activities.shell.TerminalWatcher;
import io.codextemporal.activities.shell.Terminals;
import io.codextemporal.activities.shell.WriteStdinTool;
import io.codextemporal.activities.store.ConversationStore;
import io.codextemporal.activities.store.SessionPageActivities;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Config;
import io.codextemporal.config.ConfigLayers;
import io.codextemporal.config.Credentials;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.config.Places;
import io.codextemporal.config.SessionFiles;
import io.codextemporal.config.ToolLimits;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.worker.lifecycle.HomeOwners;
import io.codextemporal.worker.lifecycle.ServerSessions;
import io.codextemporal.worker.lifecycle.SessionPages;
import io.codextemporal.worker.lifecycle.WorkerLink;
import io.codextemporal.worker.lifecycle.WorkerParts;
import io.codextemporal.workflow.AgentWorkflowImpl;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this program's workers can do: every activity with what it stands on. */
final class HomeParts implements WorkerParts {
  private static final Logger LOG = LoggerFactory.getLogger(HomeParts.class);

  /** Conversations kept in memory; the rest is read from the store's files. */
  private static final long STORE_MEMORY = 32_000_000;

  private final Places places;
  private final Map<String, String> environment;
  private final Commands commands;
  private final Sandboxes sandboxes;
  private final PatchEffects patches;
  private volatile @Nullable TerminalWatcher watcher;
  private volatile @Nullable Kernels kernels;
  private volatile @Nullable SearchIndexes indexes;

  HomeParts(Places places, Map<String, String> environment) {
    this.places = places;
    this.environment = environment;
    TerminalLibrary.unpackInto(places.cache());
    this.commands = new Commands(places.journal());
    this.sandboxes = new Sandboxes(places, environment);
    this.patches = new PatchEffects(places.journal());
  }

  @Override
  public List<Class<?>> workflows() {
    return List.of(AgentWorkflowImpl.class);
  }

  @Override
  public List<Object> activities(WorkerLink link) {
    SessionPages pages = new SessionPages(link.client());
    ConversationStore store = new ConversationStore(places.store(), STORE_MEMORY, pages);
    Heartbeats heartbeats = new Heartbeats();
    RequestImages images = new RequestImages(new ImageFiles(places));
    SessionEnvironments environments =
        new SessionEnvironments(new SessionFiles(places), environment);
    Config config = ConfigLayers.load(places, places.home(), null, List.of());
    ToolLimits limits = ToolLimits.of(config);
    Ceiling ceiling = Ceiling.of(config);
    ApplyPatchTool patch = new ApplyPatchTool(patches, environments::of, ceiling);
    Owners owners = new HomeOwners(link);
    Terminals terminals = terminals(link, owners, limits);
    TerminalWatcher watch = new TerminalWatcher(terminals, heartbeats);
    watcher = watch;
    WorkspaceFiles files = new WorkspaceFiles(environment);
    Credentials credentials = new Credentials(places, environment);
    WebParts web = WebParts.of(config, places, credentials);
    SearchIndexes searched = new SearchIndexes(places, files, InstantSource.system());
    indexes = searched;
    Map<String, Tool> reading = reading(ceiling, files, searched);
    OutputBudgets budgets = new OutputBudgets(new ModelCatalogue());
    JavaScriptParts javaScript =
        JavaScriptParts.of(
            config, places, environment, sandboxes, environments, owners, budgets, reading);
    kernels = javaScript.kernels();
    Map<String, Tool> tools = new HashMap<>(reading);
    tools.put(ApplyPatchTool.NAME, patch);
    tools.put(WriteFileTool.NAME, new WriteFileTool(patches, environments::of, ceiling));
    tools.putAll(web.tools());
    tools.replaceAll((name, tool) -> new BudgetedTool(tool, budgets::of));
    // These cut by themselves, since they know where the whole is.
    tools.put(ExecCommandTool.NAME, exec(environments, limits, ceiling, patch, terminals));
    tools.put(WriteStdinTool.NAME, new WriteStdinTool(terminals));
    tools.putAll(javaScript.tools());
    return List.of(
        new OpenAiModelActivities(
            store,
            new ConfiguredSecrets(credentials),
            heartbeats,
            images,
            InstantSource.system(),
            javaScript.catalogue(),
            web.searches()),
        watch,
        new ToolDispatcher(
            tools,
            store::keep,
            images::reference,
            heartbeats,
            ceiling,
            new ToolSlots(limits.concurrent()),
            owners),
        new PlaceDispatcher(owners, List.of(javaScript.kernels(), watch)),
        new ProjectContextActivities(places, environment, Clock.systemDefaultZone(), ceiling),
        new FolderActivities(files, places, ceiling, environment),
        new SessionPageActivities(pages));
  }

  /** The tools that only read files. */
  private Map<String, Tool> reading(Ceiling ceiling, WorkspaceFiles files, SearchIndexes indexes) {
    return Map.ofEntries(
        entry(ReadFileTool.NAME, new ReadFileTool(places, ceiling)),
        entry(ListDirTool.NAME, new ListDirTool(places, ceiling)),
        entry(GrepFilesTool.NAME, new GrepFilesTool(places, ceiling, files, environment)),
        entry(SearchFilesTool.NAME, new SearchFilesTool(places, ceiling, indexes)),
        entry(ViewImageTool.NAME, new ViewImageTool(places, ceiling, new ModelCatalogue())));
  }

  private ExecCommandTool exec(
      SessionEnvironments environments,
      ToolLimits limits,
      Ceiling ceiling,
      ApplyPatchTool patch,
      Terminals terminals) {
    CommandStarter starter =
        new CommandStarter(commands, sandboxes, new CommandLimits(limits), ceiling);
    CommandApproval approval = new CommandApproval(places, sandboxes::available);
    return new ExecCommandTool(commands, environments, approval, starter, patch, terminals);
  }

  private Terminals terminals(WorkerLink link, Owners owners, ToolLimits limits) {
    Terminals terminals =
        new Terminals(commands, owners, new ServerSessions(link.client()), limits.wallTime());
    Thread.ofVirtual().name("orphans").start(terminals::reap);
    return terminals;
  }

  @Override
  public void warmUp() {
    try {
      patches.settleAll();
    } catch (IOException e) {
      LOG.warn("cannot take back the patches that were broken off", e);
    }
    ModelWarmup.run();
    LOG.info("sandbox: {}", sandboxes.find().found());
  }

  @Override
  public void stopping() {
    TerminalWatcher watch = watcher;
    if (watch != null) {
      watch.letGo();
    }
  }

  @Override
  public void drained() {
    SearchIndexes searched = indexes;
    if (searched != null) {
      searched.close();
    }
    Kernels living = kernels;
    try {
      if (living != null) {
        living.endAll();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void endAbandoned(SessionId session, CallId call) {
    try {
      patches.settle(session, call);
      if (commands.endAbandoned(session, call, Ended.Cause.INTERRUPTED)) {
        LOG.info("ended what call {} of session {} had left running", call, session);
      }
    } catch (IOException e) {
      LOG.warn("cannot end what call {} of session {} left running", call, session, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int endCommands() {
    int count = commands.count();
    try {
      commands.endAll(Ended.Cause.WORKER_STOPPED);
    } catch (IOException e) {
      LOG.warn("cannot end every command", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return count;
  }
}

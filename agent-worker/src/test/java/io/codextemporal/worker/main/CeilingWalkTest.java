package io.codextemporal.worker.main;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activities.catalogue.ToolCatalogue;
import io.codextemporal.activity.ContextActivities;
import io.codextemporal.activity.ContextRequest;
import io.codextemporal.activity.DiffRequest;
import io.codextemporal.activity.FileActivities;
import io.codextemporal.activity.FilesRequest;
import io.codextemporal.activity.ModelActivities;
import io.codextemporal.activity.PageActivities;
import io.codextemporal.activity.PlaceActivities;
import io.codextemporal.activity.TerminalActivities;
import io.codextemporal.activity.ToolActivities;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionLimits;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.worker.lifecycle.WorkerLink;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.common.RetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks every tool of the catalogue and every activity, as a worker really wires them, against its
 * ceiling: a new one that is not tried here fails.
 */
class CeilingWalkTest {
  private static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000005");
  private static final String BEYOND = "beyond what this worker allows";

  /** Why a tool's arguments cannot lead beyond the ceiling. */
  private static final Map<String, String> LEADS_NOWHERE =
      Map.of(
          "js_repl", "its cells run in the sandbox, and outside it only where the ceiling has none",
          "js_repl_reset", "it takes nothing and touches no file",
          "write_stdin", "it speaks to a command that exec_command started",
          "web_search", "it touches no file",
          "web_fetch", "it touches no file");

  @TempDir Path temp;
  private Path inside;
  private Path outside;
  private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
  private List<Object> activities = List.of();

  @BeforeEach
  void worker() throws IOException {
    Path folder = temp.toRealPath();
    inside = Files.createDirectories(folder.resolve("served/project"));
    outside = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(outside.resolve("f.txt"), "secret words");
    Files.writeString(outside.resolve("AGENTS.md"), "secret words");
    Files.writeString(inside.resolve("AGENTS.md"), "plain words");
    Places places =
        new Places(Files.createDirectories(folder.resolve("codex")), folder.resolve("home"));
    Files.writeString(
        places.configFile(),
        """
        [temporal.ceiling]
        folders = ["%s"]
        sandbox = "workspace-write"
        policy = "on-request"
        """
            .formatted(folder.resolve("served")));
    WorkflowServiceStubs nobody =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget("127.0.0.1:1").build());
    WorkerLink link = new WorkerLink(places, "box", "w", WorkflowClient.newInstance(nobody), true);
    activities = new HomeParts(places, Map.of("PATH", "/usr/bin:/bin")).activities(link);
    temporal.registerActivitiesImplementations(activities.toArray());
  }

  @AfterEach
  void close() {
    temporal.close();
  }

  @Test
  void noToolRunsForASessionBeyondIt() throws Exception {
    for (String tool : tools()) {
      for (ToolSettings settings :
          List.of(
              settings(outside, ApprovalMode.ON_REQUEST, SandboxMode.READ_ONLY),
              settings(inside, ApprovalMode.NEVER, SandboxMode.READ_ONLY),
              settings(inside, ApprovalMode.ON_REQUEST, SandboxMode.DANGER_FULL_ACCESS))) {
        assertThat(run(tool, Map.of(), settings, null))
            .as(tool)
            .isInstanceOfSatisfying(
                ToolOutcome.Refused.class, r -> assertThat(r.output()).contains(BEYOND));
      }
    }
  }

  @Test
  void noArgumentOfAToolLeadsBeyondIt() throws Exception {
    Map<String, Map<String, Object>> arguments =
        Map.ofEntries(
            entry(
                "exec_command",
                Map.of("cmd", "cat f.txt", "sandbox_permissions", "require_escalated")),
            entry("apply_patch", Map.of("input", patch(outside.resolve("new")))),
            entry("write_file", Map.of("path", outside.resolve("new").toString(), "content", "x")),
            entry("read_file", Map.of("file_path", outside.resolve("f.txt").toString())),
            entry("list_dir", Map.of("dir_path", outside.toString())),
            entry("grep_files", Map.of("pattern", "secret", "path", outside.toString())),
            entry("search_files", Map.of("query", "secret", "path", outside.toString())),
            entry("view_image", Map.of("path", outside.resolve("f.txt").toString())));
    ToolSettings settings = settings(inside, ApprovalMode.ON_REQUEST, SandboxMode.WORKSPACE_WRITE);
    TreeSet<String> tried = new TreeSet<>(arguments.keySet());
    tried.addAll(LEADS_NOWHERE.keySet());
    assertThat(tried).as("tools without a trial here").containsAll(tools());
    for (var each : arguments.entrySet()) {
      // As if a person had said yes to whatever is asked.
      for (ToolRun.Grant grant : new ToolRun.Grant[] {null, new ToolRun.Grant("any", true)}) {
        String told = run(each.getKey(), each.getValue(), settings, grant).toString();
        assertThat(told).as(each.getKey()).doesNotContain("secret words");
        assertThat(told)
            .as(each.getKey())
            .containsAnyOf(BEYOND, "this worker runs every command in its sandbox");
      }
    }
    assertThat(outside.resolve("new")).doesNotExist();
    String protectedName = patch(inside.resolve(".git/hooks/pre-commit"));
    assertThat(run("apply_patch", Map.of("input", protectedName), settings, null).toString())
        .contains(BEYOND);
  }

  /** What is not a tool: each activity is here, with its trial or the reason why it needs none. */
  @Test
  void noOtherActivityLooksBeyondIt() {
    Set<Class<?>> known =
        Set.of(
            ToolActivities.class, // the two tests above
            ModelActivities.class, // asks the provider; images by digest from our own store
            PageActivities.class, // reads the session from its server
            PlaceActivities.class, // ends what lives in this worker
            TerminalActivities.class, // waits for commands that exec_command started
            ContextActivities.class,
            FileActivities.class);
    assertThat(
            activities.stream()
                .flatMap(activity -> Stream.of(activity.getClass().getInterfaces()))
                .filter(type -> type.isAnnotationPresent(ActivityInterface.class))
                .collect(Collectors.toSet()))
        .isEqualTo(known);
    FileActivities files = stub(FileActivities.class);
    ToolSettings beyond = settings(outside, ApprovalMode.ON_REQUEST, SandboxMode.READ_ONLY);
    assertThatThrownBy(() -> files.list(new FilesRequest(SESSION, beyond, "", 10)))
        .hasStackTraceContaining(BEYOND);
    assertThat(files.diff(new DiffRequest(SESSION, beyond)).toString()).contains(BEYOND);
    ContextActivities context = stub(ContextActivities.class);
    String told = context.open(new ContextRequest(SESSION, all(beyond), null)).toString();
    assertThat(told).contains(BEYOND).doesNotContain("secret words");
    ToolSettings within = settings(inside, ApprovalMode.ON_REQUEST, SandboxMode.READ_ONLY);
    assertThat(context.open(new ContextRequest(SESSION, all(within), null)).toString())
        .contains("plain words")
        .doesNotContain(BEYOND);
  }

  /** Every tool that runs on the machine. */
  private static Set<String> tools() {
    ToolCatalogue catalogue = new ToolCatalogue(() -> true);
    return catalogue.names().stream()
        .filter(name -> catalogue.classOf(name) != RetryClass.IN_LOOP)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private int calls;

  private ToolOutcome run(
      String tool,
      Map<String, Object> arguments,
      ToolSettings settings,
      ToolRun.@Nullable Grant grant)
      throws IOException {
    ToolCall call =
        new ToolCall(
            new CallId("c" + ++calls),
            tool,
            new ObjectMapper().writeValueAsString(new HashMap<>(arguments)),
            false,
            RetryClass.EFFECTS);
    ToolOutcome outcome =
        stub(ToolActivities.class)
            .run(
                new ToolRun(
                    SESSION, new TurnId("turn-1"), call, settings, grant, List.of(), false, 50));
    return outcome instanceof ToolOutcome.Judged judged ? judged.outcome() : outcome;
  }

  private <T> T stub(Class<T> type) {
    return temporal.newActivityStub(
        type,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofSeconds(30))
            .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
            .build());
  }

  private static SessionSettings all(ToolSettings tools) {
    ProviderSettings provider =
        new ProviderSettings("p", "P", "http://h/v1", null, Map.of(), Map.of(), 4, 5, 1000);
    return new SessionSettings(
        new ModelSettings("gpt-5.5", provider, null, null, null), tools, SessionLimits.DEFAULT, "");
  }

  private static String patch(Path target) {
    return "*** Begin Patch\n*** Add File: " + target + "\n+x\n*** End Patch";
  }

  private static ToolSettings settings(Path cwd, ApprovalMode approval, SandboxMode sandbox) {
    return new ToolSettings(
        cwd.toString(),
        approval,
        sandbox,
        false,
        List.of(),
        null,
        EnvironmentPolicy.DEFAULT,
        null,
        true,
        true,
        WebSearch.OFF,
        null);
  }
}

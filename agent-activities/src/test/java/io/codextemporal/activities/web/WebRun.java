package io.codextemporal.activities.web;

import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.heartbeat.Stop;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.ToolSettings.EnvironmentPolicy;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.RetryClass;
import io.codextemporal.tool.ToolCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of a web tool in a session with these settings. */
final class WebRun {
  static final Progress PROGRESS =
      new Progress() {
        @Override
        public void output(String text) {}

        @Override
        public Stop stop() {
          return Stop.NONE;
        }
      };

  WebSearch.Mode mode = WebSearch.Mode.CACHED;
  List<String> domains = List.of();
  SandboxMode sandbox = SandboxMode.WORKSPACE_WRITE;
  ApprovalMode approval = ApprovalMode.ON_REQUEST;
  ToolRun.@Nullable Grant grant;
  List<String> sessionGrants = List.of();

  ToolRun run(String tool, String arguments) {
    ToolSettings settings =
        new ToolSettings("/", approval, sandbox, false, List.of(), null, EnvironmentPolicy.DEFAULT)
            .with(new WebSearch(mode, WebSearch.By.WORKER, null, domains, Map.of()));
    return new ToolRun(
        new SessionId("01990000-0000-7000-8000-000000000003"),
        new TurnId("turn-1"),
        new ToolCall(new CallId("c"), tool, arguments, false, RetryClass.READ_ONLY),
        settings,
        grant,
        sessionGrants,
        false,
        50);
  }
}

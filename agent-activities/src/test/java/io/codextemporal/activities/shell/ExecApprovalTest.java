package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.policy.GrantKey;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import io.codextemporal.tool.ToolOutcome.NeedsApproval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, and what people allow for longer than once. */
class ExecApprovalTest {
  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void prepare() throws IOException {
    desk = new Desk(folder);
  }

  @Test
  void aRuleThatIsApprovedIsWrittenAndToldAndHoldsFromThenOn() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    String arguments = arguments(Map.of("cmd", "touch made", "prefix_rule", List.of("touch")));
    NeedsApproval needs = (NeedsApproval) run(desk.call("c", arguments));
    assertThat(((Ask.Command) needs.ask()).amendment()).containsExactly("touch");
    ToolRun.Grant wider = new ToolRun.Grant(needs.digest(), false, List.of("env"));
    assertThat(((Completed) run(desk.call("a", arguments, wider))).output())
        .doesNotContain("allowed for good");
    Path rules = desk.places.codexHome().resolve("rules/default.rules");
    assertThat(rules).doesNotExist();
    ToolRun.Grant grant = new ToolRun.Grant(needs.digest(), false, List.of("touch"));
    assertThat(((Completed) run(desk.call("c", arguments, grant))).output())
        .contains("commands that begin with `touch` run unasked");
    assertThat(rules).hasContent("prefix_rule(pattern=[\"touch\"], decision=\"allow\")\n");
    ToolOutcome.Judged next =
        (ToolOutcome.Judged) desk.tool.run(desk.call("d", cmd("touch more")), desk);
    assertThat(next.judgement().why()).isEqualTo("rule `touch` (" + rules + ":1)");
    assertThat(next.outcome()).isInstanceOf(Completed.class);
    assertThat(run(desk.call("e", cmd("mkdir x")))).isInstanceOf(NeedsApproval.class);
  }

  @Test
  void rulesThatBreakAreSaidOnceAndTheLastGoodOnesStay() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    Path rules = desk.places.codexHome().resolve("rules/my.rules");
    Files.createDirectories(rules.getParent());
    Files.writeString(rules, "prefix_rule(pattern=[\"touch\"])\n");
    assertThat(run(desk.call("a", cmd("touch a")))).isInstanceOf(Completed.class);
    Files.writeString(rules, "prefix_rule(pattern=[\"touch\"])\nprefix_rule(\n");
    ToolOutcome.Judged first =
        (ToolOutcome.Judged) desk.tool.run(desk.call("b", cmd("touch b")), desk);
    assertThat(first.warnings()).singleElement().asString().contains(rules + ":3: ");
    assertThat(first.outcome()).isInstanceOf(Completed.class);
    ToolOutcome.Judged second =
        (ToolOutcome.Judged) desk.tool.run(desk.call("c", cmd("touch c")), desk);
    assertThat(second.warnings()).isEmpty();
    desk.restartWorker();
    ToolOutcome.Judged asks = (ToolOutcome.Judged) desk.tool.run(desk.call("d", cmd("ls")), desk);
    assertThat(asks.warnings()).singleElement().asString().startsWith("Every command asks");
    assertThat(((NeedsApproval) asks.outcome()).reason()).contains(rules + ":3: ");
    Files.writeString(rules, "prefix_rule(pattern=[\"mkdir\"])\n");
    assertThat(run(desk.call("e", cmd("mkdir x")))).isInstanceOf(Completed.class);
    assertThat(run(desk.call("f", cmd("touch x")))).isInstanceOf(NeedsApproval.class);
  }

  @Test
  void aGrantCountsForTheSameWhateverTheModelSaysOfIt() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    NeedsApproval needs =
        (NeedsApproval)
            run(desk.call("c", arguments(Map.of("cmd", "touch x", "justification", "a"))));
    desk.sessionGrants = List.of(GrantKey.same(needs.ask(), needs.cwd()));
    String otherWords = arguments(Map.of("cmd", "touch x", "justification", "b"));
    assertThat(run(desk.call("d", otherWords))).isInstanceOf(Completed.class);
    assertThat(run(desk.call("e", cmd("touch y")))).isInstanceOf(NeedsApproval.class);
  }

  @Test
  void whatADeadWorkerStartedKeepsTheJudgementThatLetItStart() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    ToolRun.Grant grant =
        new ToolRun.Grant(((NeedsApproval) run(desk.call("c", cmd("touch x")))).digest(), false);
    ToolOutcome first = desk.tool.run(desk.call("c", cmd("touch x"), grant), desk);
    desk.restartWorker();
    desk.approval = ApprovalMode.NEVER;
    assertThat(desk.tool.run(desk.call("c", cmd("touch x")), desk)).isEqualTo(first);
    assertThat(((ToolOutcome.Judged) first).judgement())
        .isEqualTo(new Judgement("run", false, "approved"));
  }

  private ToolOutcome run(ToolRun call) throws Exception {
    return ((ToolOutcome.Judged) desk.tool.run(call, desk)).outcome();
  }

  private static String cmd(String command) throws IOException {
    return arguments(Map.of("cmd", command));
  }

  private static String arguments(Map<String, Object> arguments) throws IOException {
    return new ObjectMapper().writeValueAsString(arguments);
  }
}

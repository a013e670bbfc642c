package io.codextemporal.activities.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.Ask;
import io.codextemporal.tool.ToolOutcome;
import io.codextemporal.tool.ToolOutcome.Completed;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Cells in the real Node, outside the sandbox. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsReplToolTest {
  private ReplDesk desk;

  /** One for all: to start Node takes longer than most cells. */
  @BeforeAll
  void desk(@TempDir Path temp) throws Exception {
    desk = new ReplDesk(temp);
  }

  @AfterAll
  void end() throws Exception {
    desk.end();
  }

  @Test
  void whatCellsDeclareStays() throws Exception {
    assertThat(
            desk.said(
                "const a = 1; let b = await Promise.resolve(2); class C { m() { return 3 } }"))
        .isEqualTo("(it printed nothing and has no value)");
    assertThat(desk.said("function f() { return a + b + new C().m() } f()")).isEqualTo("6");
    assertThat(desk.said("const a = 10; let b = 20; f()")).isEqualTo("33");
    assertThat(desk.said("codex.state.x = 5; var v = 1; globalThis.g = 2;")).isEqualTo("2");
    assertThat(desk.said("[codex.state.x, v, g]")).isEqualTo("[ 5, 1, 2 ]");
    assertThat(String.valueOf(desk.run("1").holding()))
        .startsWith("Holding[place=js_repl, queue=my-queue, terminal=Terminal[id=1, call=")
        .contains("command=JavaScript kernel (js_repl)");
  }

  @Test
  void whatIsPrintedAndTheLastValueAreTold() throws Exception {
    String said =
        desk.said(
            """
            console.log({ a: 1 }, [new Map([[1, 'x']])], 'text');
            console.error('to err');
            require('node:child_process').execSync('echo from a process', { stdio: 'inherit' });
            process.stdout.write('raw\\n');
            'the value'
            """);
    assertThat(said)
        .contains("{ a: 1 } [ Map(1) { 1 => 'x' } ] text", "to err", "from a process", "raw");
    assertThat(said).contains("the value");
    assertThat(desk.shown.toString()).contains("to err", "from a process");
    assertThat(desk.said("5n")).isEqualTo("5n");
    assertThat(desk.said("Symbol('s')")).isEqualTo("Symbol(s)");
    assertThat(desk.said("Buffer.from('hi')")).isEqualTo("<Buffer 68 69>");
  }

  @Test
  void errorsShowTheCellAndKeepTheState() throws Exception {
    desk.run("let kept = 7");
    Completed thrown = desk.run("function inner() { null.x }\ninner()");
    assertThat(thrown.success()).isFalse();
    assertThat(thrown.output())
        .contains("Uncaught TypeError: Cannot read properties of null", "at inner (cell-")
        .doesNotContain("node:inspector", "[eval]");
    assertThat(desk.said("let let"))
        .startsWith("SyntaxError: let is disallowed")
        .containsPattern("cell-\\d+\\.js:1:5");
    assertThat(desk.said("import fs from 'fs'")).contains("use `await import(...)` instead");
    assertThat(desk.said("throw 5")).isEqualTo("Uncaught 5");
    assertThat(desk.said("kept")).isEqualTo("7");
  }

  @Test
  void nothingIsCollectedAsGarbage() throws Exception {
    desk.run(
        "let precious = { a: 1 }; const old = []; for (let i = 0; i < 3e6; i++) old[i % 1000] = { i }");
    desk.run("for (let i = 0; i < 3e6; i++) old[i % 1000] = { i, s: 'x' + i }");
    assertThat(desk.said("precious")).isEqualTo("{ a: 1 }");
  }

  @Test
  void modulesOfTheWorkspaceAreLoaded() throws Exception {
    Files.writeString(desk.workspace.resolve("m.mjs"), "export const v = 7");
    Files.writeString(desk.workspace.resolve("c.cjs"), "module.exports = 8");
    assertThat(
            desk.said(
                "const { v } = await import('./m.mjs'); const fs = await import('node:fs');"
                    + " [v, require('./c.cjs'), typeof fs.readFileSync, process.cwd()]"))
        .isEqualTo("[ 7, 8, 'function', '" + desk.workspace + "' ]");
  }

  @Test
  void toolsThatReadAreCalled() throws Exception {
    Files.writeString(desk.workspace.resolve("a.txt"), "first\nsecond\n");
    assertThat(
            desk.said(
                "const r = await codex.tool('read_file', { file_path: process.cwd() + '/a.txt' });"
                    + " r.output + r.success"))
        .isEqualTo("L1: first\nL2: secondtrue");
    assertThat(
            desk.said(
                "(await Promise.all(Array.from({ length: 50 }, () =>"
                    + " codex.tool('list_dir', { dir_path: process.cwd() })))).length"))
        .isEqualTo("50");
  }

  @Test
  void allOtherToolsAreRefused() throws Exception {
    for (String name :
        List.of("exec_command", "apply_patch", "js_repl", "update_plan", "__proto__")) {
      assertThat(desk.said("await codex.tool('" + name + "', { cmd: 'touch x', input: 'x' })"))
          .contains("codex.tool reaches only tools that read and run unasked: list_dir, read_file")
          .contains("Call `" + name + "` as a tool of its own");
    }
    assertThat(desk.said("await codex.tool('read_file', { nonsense: 1 })"))
        .contains("missing field `file_path`");
    assertThat(desk.said("await codex.tool('read_file', 'no json')"))
        .contains("failed to parse function arguments");
    assertThat(desk.workspace.resolve("x")).doesNotExist();
  }

  @Test
  void errorsInTheBackgroundAreToldWithTheNextCell() throws Exception {
    String first = desk.said("setTimeout(() => { throw new Error('nobody waits') }, 1); 1");
    String then = desk.said("await new Promise((r) => setTimeout(r, 20)); 'done'");
    assertThat(first + then).contains("Uncaught, in the background: Error: nobody waits");
    assertThat(then).endsWith("done");
  }

  @Test
  void longOutputIsCutAndKept() throws Exception {
    Completed done = desk.run("for (let i = 0; i < 12000; i++) console.log('line ' + i); 'end'");
    assertThat(done.output().length()).isLessThan(41_000);
    assertThat(done.output())
        .startsWith("line 0\n")
        .contains("tokens truncated…", "end\n", "[full output: ");
    assertThat(Path.of(done.outputFile())).content().contains("line 10000\n");
    Completed huge = desk.run("'x'.repeat(900_000)");
    assertThat(huge.output().length()).isLessThan(41_000);
  }

  @Test
  void imagesAreShown() throws Exception {
    Path file = desk.workspace.resolve("p.png");
    ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    Completed done =
        desk.run(
            "const b = require('node:fs').readFileSync('p.png'); codex.emitImage(b);"
                + " codex.emitImage('data:image/png;base64,' + b.toString('base64'))");
    assertThat(done.images()).hasSize(2).allMatch(url -> url.startsWith("data:image/png;base64,"));
    assertThat(desk.run("codex.emitImage(Buffer.from('no image'))").output())
        .contains("An image was left out: it is no PNG");
    assertThat(desk.run("for (let i = 0; i < 9; i++) codex.emitImage(b)"))
        .satisfies(many -> assertThat(many.images()).hasSize(4))
        .satisfies(many -> assertThat(many.output()).contains("More than 4 images"));
  }

  @Test
  void theTemporaryFolderGoesWithTheKernel() throws Exception {
    String folder =
        desk.said("require('node:fs').writeFileSync(codex.tmpDir + '/x', 'y'); codex.tmpDir");
    assertThat(Path.of(folder).resolve("x")).exists();
    assertThat(desk.said("require('node:os').tmpdir()")).isEqualTo(folder);
    desk.reset();
    assertThat(Path.of(folder)).doesNotExist();
    assertThat(desk.said("typeof kept")).isEqualTo("undefined");
  }

  @Test
  void cellsOfASessionRunOneAtATime() throws Exception {
    desk.run("let running = 0, most = 0");
    String cell =
        "running++; most = Math.max(most, running); await new Promise((r) => setTimeout(r, 20)); running--;";
    List<Callable<Completed>> cells = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cells.add(() -> desk.run(cell + " //" + Thread.currentThread()));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
      for (Future<Completed> one : threads.invokeAll(cells)) {
        assertThat(one.get().success()).as(one.get().output()).isTrue();
      }
    }
    assertThat(desk.said("most")).isEqualTo("1");
  }

  @Test
  void anUntrustedSessionAsksWithTheCode() throws Exception {
    desk.approval = ApprovalMode.UNTRUSTED;
    try {
      askedAndGranted();
    } finally {
      desk.approval = ApprovalMode.NEVER;
    }
  }

  private void askedAndGranted() throws Exception {
    ToolOutcome outcome = desk.outcome(desk.call("asked", "1 + 1", null));
    ToolOutcome.NeedsApproval question = (ToolOutcome.NeedsApproval) outcome;
    assertThat(question.ask())
        .isEqualTo(new Ask.Command(List.of("js_repl", "1 + 1"), "1 + 1", null, true));
    ToolRun granted = desk.call("asked", "1 + 1", new ToolRun.Grant(question.digest(), false));
    assertThat(((Completed) desk.outcome(granted)).output()).isEqualTo("2\n");
    ToolRun other = desk.call("other", "1 + 2", new ToolRun.Grant(question.digest(), false));
    assertThat(desk.outcome(other)).isInstanceOf(ToolOutcome.NeedsApproval.class);
  }

  @Test
  void anotherPlaceIsAnotherKernel() throws Exception {
    desk.run("let kept = 1");
    desk.environment.put("MARKER", "new");
    assertThat(desk.said("typeof kept + process.env.MARKER"))
        .startsWith(
            "[What earlier calls declared is lost: the session's folder, sandbox or environment")
        .endsWith("undefinednew");
  }

  @Test
  void theEnvironmentIsTheSessionsAndLoadsNothing() throws Exception {
    Path evil = desk.workspace.resolve("evil.js");
    Files.writeString(evil, "require('fs').writeFileSync('loaded', '')");
    desk.environment.put("NODE_OPTIONS", "--require " + evil);
    desk.environment.remove("MARKER");
    assertThat(
            desk.said(
                "Object.keys(process.env).filter((n) => !/^(PATH|TMPDIR|PWD|CODEX_TEMPORAL_CALL|SHLVL|_|OLDPWD)$/.test(n))"))
        .endsWith("[]");
    assertThat(desk.workspace.resolve("loaded")).doesNotExist();
  }

  @Test
  void withoutNodeItSaysSo() throws Exception {
    NodeProgram real = desk.node;
    desk.node = NodeProgram.find("/nonexistent/node", System.getenv());
    String said = desk.said("1");
    desk.node = real;
    assertThat(said)
        .isEqualTo(
            "js_repl failed: there is no Node to run it: /nonexistent/node is no program. "
                + NodeProgram.REMEDY);
    assertThat(NodeProgram.judge(Path.of("/n"), "v18.19.0 true"))
        .isEqualTo(
            new NodeProgram.Missing("/n is Node 18.19.0, which is too old", NodeProgram.REMEDY));
    assertThat(NodeProgram.judge(Path.of("/n"), "v20.12.0 true"))
        .isEqualTo(new NodeProgram.Found(Path.of("/n"), "20.12.0"));
    assertThat(NodeProgram.judge(Path.of("/n"), "v22.1.0 false"))
        .isInstanceOf(NodeProgram.Missing.class);
    assertThat(NodeProgram.judge(Path.of("/n"), "hello")).isInstanceOf(NodeProgram.Missing.class);
  }
}

package io.codextemporal.activities.repl;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.shell.Cage;
import io.codextemporal.protocol.SandboxMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kernels inside the real sandbox, and that inside a cage of the test's own. */
@Tag("slow")
class SandboxedCellsTest {
  @TempDir Path temp;

  private ReplDesk desk(SandboxMode sandbox) throws Exception {
    ReplDesk made = new ReplDesk(temp.toRealPath());
    made.programs = Cage.around(temp.toRealPath());
    made.sandbox = sandbox;
    made.restartWorker();
    desk = made;
    return made;
  }

  private ReplDesk desk;

  @AfterEach
  void end() throws Exception {
    desk.end();
  }

  @Test
  void theWorkspaceIsWrittenAndNothingElse() throws Exception {
    ReplDesk desk = desk(SandboxMode.WORKSPACE_WRITE);
    Path outside = Files.createDirectory(temp.resolve("outside"));
    assertThat(
            desk.said(
                "let kept = 1; const fs = require('node:fs'); fs.writeFileSync('x', 'y'); kept"))
        .isEqualTo("1");
    assertThat(desk.workspace.resolve("x")).hasContent("y");
    assertThat(desk.said("fs.writeFileSync('" + outside + "/x', 'y')")).contains("EROFS");
    assertThat(desk.said("fs.writeFileSync('.git/x', 'y')")).contains("EROFS");
    Files.writeString(desk.places.home().resolve("key"), "secret");
    assertThat(desk.said("fs.existsSync('" + desk.places.home().resolve("key") + "')"))
        .isEqualTo("false");
    assertThat(
            desk.said(
                "await fetch('http://127.0.0.1:7233').catch((e) => e.cause?.code ?? String(e))"))
        .matches("EPERM|EACCES|ENETUNREACH|ECONNREFUSED|.*fetch failed.*");
    assertThat(
            desk.said(
                "require('node:child_process').spawnSync('sh', ['-c', 'echo z > "
                    + outside
                    + "/z; echo in > y; ls -d /proc/[0-9]* | wc -l']).stdout.toString() < 20"))
        .isEqualTo("true");
    assertThat(outside).isEmptyDirectory();
    assertThat(desk.workspace.resolve("y")).hasContent("in");
    assertThat(desk.said("kept")).isEqualTo("1");
  }

  @Test
  void readOnlyWritesItsOwnFolderOnly() throws Exception {
    ReplDesk desk = desk(SandboxMode.READ_ONLY);
    assertThat(desk.said("require('node:fs').writeFileSync('x', 'y')")).contains("EROFS");
    assertThat(desk.said("require('node:fs').writeFileSync(codex.tmpDir + '/x', 'y'); 'written'"))
        .isEqualTo("written");
    assertThat(desk.said("// codex-js-repl: timeout_ms=200\nfor (;;);"))
        .startsWith("js_repl timed out");
    desk.sandbox = SandboxMode.WORKSPACE_WRITE;
    assertThat(desk.said("require('node:fs').writeFileSync('x', 'y'); 'written'"))
        .isEqualTo("written");
  }
}

package io.codextemporal.worker.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ApplyPatchCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void speaksAsTheEngineDoes() throws IOException {
    Files.writeString(folder.resolve("a"), "one\n");
    assertThat(run("*** Update File: a\n@@\n-one\n+two\n")).isZero();
    assertThat(out.toString()).isEqualTo("Success. Updated the following files:\nM a\n");
    assertThat(folder.resolve("a")).hasContent("two\n");
    assertThat(run("*** Delete File: none\n")).isOne();
    assertThat(err.toString()).isEqualTo("Failed to delete file none\n");
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat(run("")).isOne();
    assertThat(err.toString()).isEqualTo("No files were modified.\n");
  }

  @Test
  void asAToolItKeepsToTheFolder() {
    assertThat(run("*** Add File: ../out\n+x\n", "--tool")).isOne();
    assertThat(run("*** Delete File: none\n", "--tool")).isOne();
    assertThat(out.toString())
        .isEqualTo(
            "patch rejected: writing outside of the project; rejected by user approval settings\n"
                + "apply_patch verification failed: Failed to delete file none\n");
    assertThat(err.toString()).isEmpty();
    assertThat(folder.resolveSibling("out")).doesNotExist();
    assertThat(run("*** Add File: sub/in\n+x\n", "--tool")).isZero();
    assertThat(out.toString()).endsWith("Success. Updated the following files:\nA sub/in\n");
  }

  private int run(String hunks, String... options) {
    String patch = "*** Begin Patch\n" + hunks + "*** End Patch\n";
    return new CommandLine(
            new ApplyPatchCommand(
                folder, new ByteArrayInputStream(patch.getBytes(StandardCharsets.UTF_8))))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(options);
  }
}

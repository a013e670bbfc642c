package io.codextemporal.activities.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.tool.ToolOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A profile that lies in the workspace is none of the user's. */
class LoginShellTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"evilhome", "./evilhome", "../workspace/evilhome"})
  @Tag("cmd-74")
  void onlyTheUsersOwnProfileIsRead(String home) throws Exception {
    Desk desk = new Desk(folder);
    Path evil = Files.createDirectories(desk.workspace.resolve("evilhome"));
    for (String name : new String[] {".bash_profile", ".bashrc", ".profile", ".bash_login"}) {
      Files.writeString(evil.resolve(name), "touch " + folder.resolve("ran") + "\n");
      Files.copy(evil.resolve(name), desk.workspace.resolve(name));
    }
    String arguments =
        new ObjectMapper()
            .writeValueAsString(Map.of("cmd", "echo ok", "workdir", home, "login", true));
    ToolOutcome outcome = desk.tool.run(desk.call("a", arguments), desk);
    assertThat(outcome.toString()).contains("ok");
    // As one would have it who opened a shell there.
    desk.leaveEnvironment(Map.of("HOME", home));
    assertThat(desk.tool.run(desk.call("b", arguments), desk).toString()).contains("ok");
    assertThat(folder.resolve("ran")).doesNotExist();
  }
}

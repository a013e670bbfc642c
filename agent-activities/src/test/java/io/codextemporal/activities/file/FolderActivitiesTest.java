package io.codextemporal.activities.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.codextemporal.activity.DiffRequest;
import io.codextemporal.activity.FilesRequest;
import io.codextemporal.config.Ceiling;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.ApprovalMode;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client on another machine sees of a folder what this machine's worker serves. */
class FolderActivitiesTest {
  private static final SessionId SESSION = new SessionId("01990000-0000-7000-8000-000000000009");

  @TempDir Path folder;
  private Path root;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectories(folder.resolve("ws")).toRealPath();
    Files.writeString(root.resolve("main.txt"), "x");
    Files.createDirectories(folder.resolve("home/worker"));
  }

  @Test
  void filesAreListedAndWhereThereIsNoDiffItIsSaid() {
    assertThat(activities(Ceiling.NONE).list(request(root)).paths()).containsExactly("main.txt");
    assertThat(activities(Ceiling.NONE).diff(new DiffRequest(SESSION, settings(root))).problem())
        .isEqualTo(root + " is in no git repository");
  }

  @Test
  void anotherFolderThanTheWorkersIsNotLookedAt() {
    Ceiling ceiling =
        new Ceiling(List.of(root), SandboxMode.DANGER_FULL_ACCESS, ApprovalMode.NEVER);
    assertThat(activities(ceiling).list(request(root)).paths()).containsExactly("main.txt");
    assertThatThrownBy(() -> activities(ceiling).list(request(folder)))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("folders");
    assertThat(activities(ceiling).diff(new DiffRequest(SESSION, settings(folder))).problem())
        .contains("folders");
  }

  @Test
  void thisProgramsOwnFolderIsHidden() throws IOException {
    Path home = folder.resolve("home").toRealPath();
    assertThat(activities(Ceiling.NONE).diff(new DiffRequest(SESSION, settings(home))).problem())
        .isEqualTo(home + " is hidden from tools");
    assertThatThrownBy(() -> activities(Ceiling.NONE).list(request(home)))
        .isInstanceOf(ApplicationFailure.class);
  }

  private FolderActivities activities(Ceiling ceiling) {
    Places places = new Places(folder.resolve("codex"), folder.resolve("home"));
    return new FolderActivities(
        new WorkspaceFiles(System.getenv()), places, ceiling, System.getenv());
  }

  private static FilesRequest request(Path cwd) {
    return new FilesRequest(SESSION, settings(cwd), "main", 10);
  }

  private static ToolSettings settings(Path cwd) {
    return new ToolSettings(
        cwd.toString(),
        ApprovalMode.NEVER,
        SandboxMode.READ_ONLY,
        false,
        List.of(),
        null,
        ToolSettings.EnvironmentPolicy.DEFAULT);
  }
}

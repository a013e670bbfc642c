package io.codextemporal.activities.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.journal.ControlGroup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On trees that look like the kernel's: no machine of ours delegates version 2. */
class ControlGroupsTest {
  @TempDir Path root;

  @Test
  void aDelegatedGroupOfVersionTwoIsUsedAndThisProcessMovesIntoALeaf() throws Exception {
    Path own = Files.createDirectories(root.resolve("user.slice/ct.service"));
    Files.writeString(own.resolve("cgroup.controllers"), "cpu memory pids\n");
    Files.writeString(own.resolve("cgroup.subtree_control"), "");
    Files.writeString(own.resolve("cgroup.procs"), "77\n");
    ControlGroups groups = new ControlGroups(root, "0::/user.slice/ct.service\n", 77);
    assertThat(own.resolve("worker/cgroup.procs")).hasContent("77");
    assertThat(groups.canLimit("pids")).isTrue();
    List<ControlGroup> made = groups.make(50, 9_000_000);
    assertThat(made).hasSize(1);
    Path folder = made.getFirst().folder();
    assertThat(folder.getParent()).isEqualTo(own);
    assertThat(folder.resolve("pids.max")).hasContent("50");
    assertThat(folder.resolve("memory.max")).hasContent("9000000");
    assertThat(made.getFirst().meaning())
        .isEqualTo(
            "pids.events max:limit of 50 processes\tmemory.events oom_kill:memory limit of 9 MB");
  }

  @Test
  void whereOthersLiveInTheGroupItIsLeftAlone() throws Exception {
    Path own = Files.createDirectories(root.resolve("session"));
    Files.writeString(own.resolve("cgroup.controllers"), "memory pids\n");
    Files.writeString(own.resolve("cgroup.subtree_control"), "");
    Files.writeString(own.resolve("cgroup.procs"), "77\n78\n");
    ControlGroups groups = new ControlGroups(root, "0::/session\n", 77);
    assertThat(groups.canLimit("pids")).isFalse();
    assertThat(groups.make(50, 9_000_000)).isEmpty();
    assertThat(own.resolve("worker")).doesNotExist();
  }

  @Test
  void versionOneHasAGroupForEach() throws Exception {
    Path pids = Files.createDirectories(root.resolve("pids/a"));
    Path memory = Files.createDirectories(root.resolve("memory/b"));
    Files.writeString(pids.resolve("cgroup.procs"), "77\n");
    Files.writeString(memory.resolve("cgroup.procs"), "77\n");
    ControlGroups groups = new ControlGroups(root, "8:pids:/a\n4:memory:/b\n0::/\n", 77);
    List<ControlGroup> made = groups.make(50, 9_000_000);
    assertThat(made).extracting(group -> group.folder().getParent()).containsExactly(pids, memory);
    assertThat(made.getLast().folder().resolve("memory.limit_in_bytes")).hasContent("9000000");
  }

  @Test
  void withoutAnyThereAreNone() {
    ControlGroups groups = new ControlGroups(root.resolve("none"), "0::/x\n", 77);
    assertThat(groups.make(50, 9_000_000)).isEmpty();
  }
}

package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootMarkersTest {
  @TempDir Path home;

  @Test
  void theNearestFolderWithAMarkerIsTheRoot() throws IOException {
    Path inner = Files.createDirectories(home.resolve("outer/inner/deep"));
    Files.createDirectories(home.resolve("outer/.git/objects"));
    assertThat(RootMarkers.GIT.root(inner)).contains(home.resolve("outer"));

    Files.writeString(home.resolve("outer/inner/.git"), "gitdir: elsewhere");
    assertThat(RootMarkers.GIT.root(inner)).contains(home.resolve("outer/inner"));
    assertThat(new RootMarkers(List.of("build/pom.xml")).root(inner)).isEmpty();
  }

  @Test
  void anEmptyFolderMarksNothing() throws IOException {
    Path held = Files.createDirectories(home.resolve("outer/inner/.git"));
    Files.createDirectories(home.resolve("outer/.git/objects"));
    assertThat(RootMarkers.GIT.root(held.getParent())).contains(home.resolve("outer"));
  }
}

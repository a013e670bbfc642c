package io.codextemporal.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No vector is without its test, and no line of the list without its truth. */
class VectorListTest {
  private static final Set<String> AREAS =
      Set.of("cmd", "git", "path", "sbx", "tmp", "trust", "cred", "allow", "inj");

  /** Classes that take their vectors from the file, whatever they are called there. */
  private static final Set<String> BY_DATA = Set.of("TrustVectorsTest", "EnvironmentFilterTest");

  @Test
  void everyVectorIsTriedSomewhereOrHasItsReason() throws IOException {
    TreeSet<String> missing = new TreeSet<>();
    List<List<String>> lines = lines();
    for (JsonNode vector : Cases.list(Cases.read("adversarial.json"))) {
      String id = vector.path("id").asText();
      boolean held =
          CommandSafetyTest.adversarial().contains(vector)
              || lines.stream().anyMatch(line -> line.getFirst().equals(id));
      if (AREAS.contains(vector.path("area").asText()) && !held) {
        missing.add(id);
      }
    }
    assertThat(missing).as("vectors without a test").isEmpty();
  }

  @Test
  void everyLineIsTrue() throws IOException {
    for (List<String> line : lines()) {
      String id = line.get(0);
      if (line.get(1).equals("-")) {
        assertThat(line.get(2)).as("the reason of %s", id).hasSizeGreaterThan(20);
        continue;
      }
      String source = source(line.get(1));
      assertThat(source).as(line.get(1)).containsAnyOf("@ParameterizedTest", "@Test");
      assertThat(source.contains("\"" + id) || BY_DATA.contains(line.get(1)))
          .as("%s in %s", id, line.get(1))
          .isTrue();
    }
  }

  /** All classes of that name, as text. */
  private static String source(String name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String module :
        List.of("agent-workflow", "agent-activities", "agent-tui", "agent-worker")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/test/java"))) {
        for (Path file : files.filter(path -> path.endsWith(name + ".java")).toList()) {
          text.append(Files.readString(file));
        }
      }
    }
    return text.toString();
  }

  /** Id, class or dash, reason. */
  private static List<List<String>> lines() throws IOException {
    List<List<String>> lines = new ArrayList<>();
    try (InputStream in =
        VectorListTest.class.getResourceAsStream("/cases/adversarial-tests.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
        lines.add(List.of((line + " ").split(" ", 3)));
      }
    }
    return lines;
  }
}

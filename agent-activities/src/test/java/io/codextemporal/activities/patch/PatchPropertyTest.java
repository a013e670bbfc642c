package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Any sequence of generated patches: what stands in the folder is what a model of it says, and a
 * patch that does not fit leaves every byte as it was.
 */
class PatchPropertyTest {
  private static final SessionId SESSION = new SessionId("0192aaaa-0000-7000-8000-000000000005");
  private static final int PATCHES = 60;

  @TempDir Path folder;
  private int lines;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheModel(long seed) throws Exception {
    Path root = Files.createDirectories(folder.resolve("root")).toRealPath();
    PatchEffects effects = new PatchEffects(folder.resolve("journal"));
    WriteBounds bounds = new WriteBounds(List.of(root));
    Random random = new Random(seed);
    Map<String, List<String>> model = new TreeMap<>();
    for (int i = 0; i < PATCHES; i++) {
      Map<String, List<String>> next = new TreeMap<>(model);
      boolean breaks = random.nextInt(3) == 0;
      String patch = patch(random, next, breaks);
      Map<String, String> before = Tree.read(root);
      try {
        PatchPlan plan = PatchFiles.plan(patch, root, bounds);
        effects.apply(SESSION, new CallId("c" + i), "d", plan, "", null);
        assertThat(breaks).as("seed %d, patch %d: %s", seed, i, patch).isFalse();
        model = next;
      } catch (PatchException e) {
        assertThat(breaks).as("seed %d, patch %d: %s in %s", seed, i, e.what(), patch).isTrue();
        assertThat(Tree.read(root)).isEqualTo(before);
      }
      assertThat(Tree.files(root)).as("seed %d, patch %d", seed, i).isEqualTo(texts(model));
    }
  }

  private String patch(Random random, Map<String, List<String>> model, boolean breaks) {
    List<String> patch = new ArrayList<>(List.of("*** Begin Patch"));
    List<String> untouched = new ArrayList<>(model.keySet());
    int operations = 1 + random.nextInt(4);
    for (int i = 0; i < operations; i++) {
      if (untouched.isEmpty() || random.nextInt(3) == 0) {
        add(random, model, patch);
      } else {
        String path = untouched.remove(random.nextInt(untouched.size()));
        switch (random.nextInt(5)) {
          case 0 -> {
            model.remove(path);
            patch.add("*** Delete File: " + path);
          }
          case 1 -> update(random, model, path, "moved/f" + lines++, patch);
          default -> update(random, model, path, null, patch);
        }
      }
    }
    if (breaks) {
      patch.addAll(List.of("*** Update File: none/at/all", "@@", "-x", "+y"));
    }
    patch.add("*** End Patch");
    return String.join("\n", patch);
  }

  private void add(Random random, Map<String, List<String>> model, List<String> patch) {
    String path = "d" + random.nextInt(3) + "/f" + lines++;
    List<String> content = new ArrayList<>();
    patch.add("*** Add File: " + path);
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      content.add(line(random));
      patch.add("+" + content.getLast());
    }
    model.put(path, content);
  }

  /** Changes every few lines, each change with the line above it. */
  private void update(
      Random random,
      Map<String, List<String>> model,
      String path,
      String moveTo,
      List<String> patch) {
    List<String> old = model.remove(path);
    List<String> fresh = new ArrayList<>();
    patch.add("*** Update File: " + path);
    if (moveTo != null) {
      patch.add("*** Move to: " + moveTo);
    }
    int at = 0;
    while (at < old.size()) {
      patch.add("@@");
      patch.add(" " + old.get(at));
      fresh.add(old.get(at++));
      if (at < old.size() && random.nextBoolean()) {
        patch.add("-" + old.get(at++));
      }
      if (random.nextBoolean()) {
        fresh.add(line(random));
        patch.add("+" + fresh.getLast());
      }
      for (int skip = random.nextInt(3); skip > 0 && at < old.size(); skip--) {
        fresh.add(old.get(at++));
      }
    }
    model.put(moveTo == null ? path : moveTo, fresh);
  }

  /** No two are alike. */
  private String line(Random random) {
    return "  ".repeat(random.nextInt(3)) + "line " + lines++ + (random.nextBoolean() ? " é" : "");
  }

  private static Map<String, String> texts(Map<String, List<String>> model) {
    Map<String, String> texts = new TreeMap<>();
    model.forEach((path, content) ->
        texts.put(path, content.isEmpty() ? "" : String.join("\n", content) + "\n"));
    return texts;
  }
}

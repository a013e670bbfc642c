package io.codextemporal.activities.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.Judgement;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatchEffectsTest {
  private static final Judgement JUDGED = new Judgement("run", false, "approved");
  private static final SessionId SESSION = new SessionId("0192aaaa-0000-7000-8000-000000000001");

  @TempDir Path folder;
  private int calls;

  static Stream<JsonNode> facts() {
    return Stream.concat(
        Stream.concat(PatchCases.of("apply"), PatchCases.of("scenarios")),
        PatchCases.of("cli_output"));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void appliesOrLeavesEverythingAsItWas(JsonNode fact) throws Exception {
    Path root = root();
    Tree.plant(root, fact.path("input"));
    for (JsonNode empty : fact.path("input_dirs")) {
      Files.createDirectories(root.resolve(empty.asText()));
    }
    Map<String, String> before = Tree.read(root);
    boolean succeeds = fact.path("succeeds").asBoolean() || fact.has("stdout");
    if (fact.path("note").asText().contains("chmod 0444")) {
      return; // Means nothing where the tests run as root.
    }
    if (succeeds) {
      String output = apply(fact.path("patch").asText());
      fact.path("output_contains").forEach(part -> assertThat(output).contains(part.asText()));
      if (fact.has("stdout")) {
        assertThat(output).isEqualTo(fact.path("stdout").asText());
      } else {
        assertThat(Tree.files(root)).isEqualTo(Tree.map(fact.path("expected")));
      }
      return;
    }
    String said = refusal(fact.path("patch").asText());
    assertThat(said).contains(fact.path("error_contains").asText());
    if (fact.has("stderr")) {
      assertThat(said + "\n").isEqualTo(fact.path("stderr").asText());
    }
    assertThat(Tree.read(root)).isEqualTo(before);
  }

  @Test
  void newLinesEndLikeTheFirstLineAndOthersKeepTheirEnd() throws Exception {
    Tree.plant(root(), "a", "one\r\ntwo\nthree\r\nfour");
    apply(patch("*** Update File: a", "@@", " two", "-three", "+THREE", "+more"));
    assertThat(Files.readString(root().resolve("a")))
        .isEqualTo("one\r\ntwo\nTHREE\r\nmore\r\nfour\r\n");
  }

  @Test
  void modesSurviveUpdateAndMove() throws Exception {
    Tree.plant(root(), "run.sh", "a\n");
    Files.setPosixFilePermissions(
        root().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-x--x"));
    apply(patch("*** Update File: run.sh", "*** Move to: bin/run.sh", "@@", "-a", "+b"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root().resolve("bin/run.sh"))))
        .isEqualTo("rwxr-x--x");
  }

  @Test
  void aMoveOntoItselfKeepsTheFile() throws Exception {
    Tree.plant(root(), "a", "x\n");
    apply(patch("*** Update File: a", "*** Move to: ./a", "@@", "-x", "+y"));
    assertThat(Tree.files(root())).isEqualTo(Map.of("a", "y\n"));
  }

  @Test
  void oneFileIsTouchedOnceHoweverItIsNamed() throws Exception {
    Tree.plant(root(), "a", "x\n");
    Files.createSymbolicLink(root().resolve("link"), Path.of("a"));
    assertThat(refusal(patch("*** Delete File: a", "*** Add File: link", "+y")))
        .isEqualTo("Invalid patch: more than one operation on 'link'");
  }

  @Test
  void writesThroughALinkAndRemovesOnlyTheLink() throws Exception {
    Tree.plant(root(), "real/a", "x\n");
    Files.createSymbolicLink(root().resolve("link"), Path.of("real/a"));
    apply(patch("*** Update File: link", "@@", "-x", "+y"));
    assertThat(Tree.files(root())).isEqualTo(Map.of("link@", "real/a", "real/a", "y\n"));
    apply(patch("*** Delete File: link"));
    assertThat(Tree.files(root())).isEqualTo(Map.of("real/a", "y\n"));
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws Exception {
    Files.write(root().resolve("a"), new byte[] {'x', '\n', (byte) 0xff});
    assertThat(refusal(patch("*** Update File: a", "@@", "-x", "+y")))
        .isEqualTo("Failed to read file to update a: stream did not contain valid UTF-8");
  }

  @Test
  void endOfFileMeansTheEnd() throws Exception {
    Tree.plant(root(), "a", "x\nend\nx\n");
    assertThat(refusal(patch("*** Update File: a", "@@", "-end", "+END", "*** End of File")))
        .startsWith("Failed to find expected lines in a:");
    apply(patch("*** Update File: a", "@@", "-x", "+X", "*** End of File"));
    assertThat(Files.readString(root().resolve("a"))).isEqualTo("x\nend\nX\n");
  }

  @Test
  void aFailureInTheMiddleLeavesNoTrace() throws Exception {
    Tree.plant(root(), "a", "a\n");
    Tree.plant(root(), "b", "b\n");
    PatchPlan plan =
        PatchFiles.plan(
            patch(
                "*** Update File: a",
                "@@",
                "-a",
                "+A",
                "*** Delete File: b",
                "*** Add File: new/deep/d",
                "+d",
                "*** Add File: other/e",
                "+e"),
            root(),
            bounds());
    Tree.plant(root(), "other", "in the way\n");
    Map<String, String> before = Tree.read(root());
    assertThatThrownBy(() ->
            new PatchEffects(folder.resolve("journal"))
                .apply(SESSION, new CallId("c"), "d", plan, "", null))
        .isInstanceOf(PatchException.class);
    assertThat(Tree.read(root())).isEqualTo(before);
  }

  @Test
  void whatChangedBetweenLookingAndWritingIsNotOverwritten() throws Exception {
    Tree.plant(root(), "a", "a\n");
    PatchPlan plan =
        PatchFiles.plan(patch("*** Update File: a", "@@", "-a", "+A"), root(), bounds());
    Tree.plant(root(), "a", "someone's\n");
    assertThatThrownBy(() ->
            new PatchEffects(folder.resolve("journal"))
                .apply(SESSION, new CallId("c"), "d", plan, "", null))
        .hasMessageContaining("changed by something else");
    assertThat(Tree.files(root())).isEqualTo(Map.of("a", "someone's\n"));
  }

  @Test
  void aSecondAttemptIsToldWhatTheFirstDid() throws Exception {
    PatchEffects effects = new PatchEffects(folder.resolve("journal"));
    CallId call = new CallId("c");
    PatchPlan plan = PatchFiles.plan(patch("*** Add File: a", "+x"), root(), bounds());
    PatchEffects.Applied first = effects.apply(SESSION, call, "digest", plan, "told", JUDGED);
    Files.delete(root().resolve("a"));
    assertThat(first.judgement()).isEqualTo(JUDGED);
    assertThat(new PatchEffects(folder.resolve("journal")).earlier(SESSION, call, "digest"))
        .contains(first);
    assertThat(effects.earlier(SESSION, call, "another")).isEmpty();
    assertThat(effects.earlier(SESSION, new CallId("d"), "digest")).isEmpty();
  }

  @Test
  void anInterruptDoesNotBreakAPatchOff() throws Exception {
    PatchPlan plan = PatchFiles.plan(patch("*** Add File: a", "+x"), root(), bounds());
    PatchEffects effects = new PatchEffects(folder.resolve("journal"));
    Thread thread =
        new Thread(() -> {
          try {
            effects.apply(SESSION, new CallId("c"), "d", plan, "", null);
          } catch (InterruptedException e) {
            return; // Before it began.
          } catch (IOException | PatchException e) {
            throw new IllegalStateException(e);
          }
        });
    thread.start();
    while (thread.isAlive()) {
      thread.interrupt();
      Thread.onSpinWait();
    }
    List<String> left = List.copyOf(Tree.files(root()).keySet());
    assertThat(left).isIn(List.of(), List.of("a"));
  }

  private String apply(String patch) throws Exception {
    PatchPlan plan = PatchFiles.plan(patch, root(), bounds());
    CallId call = new CallId("call_" + calls++);
    return new PatchEffects(folder.resolve("journal"))
        .apply(SESSION, call, "d", plan, plan.summary(), null)
        .output();
  }

  private String refusal(String patch) throws Exception {
    try {
      PatchPlan plan = PatchFiles.plan(patch, root(), bounds());
      return plan.steps().isEmpty() ? "No files were modified." : "it fits";
    } catch (PatchException e) {
      return e.what();
    }
  }

  private Path root() throws IOException {
    return Files.createDirectories(folder.resolve("root")).toRealPath();
  }

  private WriteBounds bounds() throws IOException {
    return new WriteBounds(List.of(root()));
  }

  private static String patch(String... lines) {
    return "*** Begin Patch\n" + String.join("\n", lines) + "\n*** End Patch";
  }
}

package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.asks;
import static io.codextemporal.tui.Screenplay.call;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.ended;
import static io.codextemporal.tui.Screenplay.started;
import static io.codextemporal.tui.Screenplay.text;
import static io.codextemporal.tui.Screenplay.user;

import io.codextemporal.protocol.SessionState;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole screens, compared with those that were looked at. */
class WholeScreenTest {
  private static final List<int[]> SIZES =
      List.of(new int[] {40, 12}, new int[] {80, 24}, new int[] {120, 40}, new int[] {200, 50});

  private static final String MARKDOWN =
      """
      # A title

      Some **bold**, *slanted* and `code` with a [link](https://example.org/a).

      - one
      - two
        - inner

      1. first
      2. second

      | name | value |
      |---|---|
      | alpha | 11, and a good deal of explanation that has to wrap somewhere |
      | beta | 22 |

      ```java
      int x = 1; // a comment
      String s = "text";
      ```

      > quoted
      """;

  private static final Map<String, Consumer<Screenplay>> SCENES =
      Map.ofEntries(
          Map.entry("start", play -> {}),
          Map.entry("typed-before-connected", play -> play.type("hello there").press("enter")),
          Map.entry(
              "draft", play -> play.connected().type("two lines").press("ctrl-j").type("of it")),
          Map.entry(
              "streaming",
              play ->
                  play.attached()
                      .happens(started(), user("go"))
                      .streams(text("m1", "This is *what* it says so far"))
                      .tick(Duration.ofSeconds(3))),
          Map.entry(
              "markdown",
              play -> play.attached().happens(started(), user("show"), agent(MARKDOWN), done())),
          Map.entry(
              "tools",
              play ->
                  play.attached()
                      .happens(
                          started(),
                          user("look around"),
                          call("a", "ls"),
                          ended("a", 0, "x\ny\n"),
                          call("b", "cat README.md"),
                          ended("b", 0, "text"),
                          call("c", "npm test"),
                          ended("c", 1, "1\n2\n3\n4\n5\n6\n7\n8\nnot ok"))),
          Map.entry(
              "approval",
              play ->
                  play.attached()
                      .happens(
                          SessionState.WAITING,
                          started(),
                          user("do it"),
                          asks("a", "npm install --save left-pad", List.of("npm", "install")))),
          Map.entry("slash", play -> play.connected().type("/mo")),
          Map.entry("help", play -> play.connected().press("?")),
          Map.entry(
              "queue",
              play ->
                  play.attached()
                      .happens(started(), user("go"))
                      .happens(
                          new io.codextemporal.protocol.AgentEvent.QueueChanged(
                              List.of(
                                  new io.codextemporal.protocol.QueuedMessage(
                                      new io.codextemporal.protocol.OpId("q"),
                                      "tui 1 ada@box",
                                      "and then this"))))),
          Map.entry("status", play -> play.attached().type("/status").press("enter")));

  static Stream<String> scenes() {
    return SCENES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void looksAsItDidWhenItWasLookedAt(String scene) {
    for (int[] size : SIZES) {
      Screenplay play = new Screenplay(size[0], size[1]);
      SCENES.getOrDefault(scene, nobody -> {}).accept(play);
      GoldenFrames.compare(scene + "-" + size[0] + "x" + size[1], play.shown());
    }
  }
}

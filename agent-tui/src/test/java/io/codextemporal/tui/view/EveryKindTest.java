package io.codextemporal.tui.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.protocol.Ask;
import io.codextemporal.protocol.PendingRequest;
import io.codextemporal.protocol.ToolCallStatus;
import io.codextemporal.tui.GoldenFrames;
import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.model.Model;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.model.Overlay;
import io.codextemporal.tui.model.SuggestOverlay;
import io.codextemporal.tui.model.TranscriptCell;
import io.codextemporal.tui.model.TurnState;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of overlay, cell, question and state has screens that were looked at. */
class EveryKindTest {
  private static final List<int[]> SIZES =
      List.of(new int[] {40, 12}, new int[] {80, 24}, new int[] {120, 40}, new int[] {200, 50});

  private static final Map<String, Consumer<Screenplay>> SCENES = KindScenes.all();

  static Stream<String> scenes() {
    return SCENES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void looksAsItDidWhenItWasLookedAt(String scene) {
    for (int[] size : SIZES) {
      String name = "kinds/" + scene + "-" + size[0] + "x" + size[1];
      GoldenFrames.compare(name, played(scene, size).shown());
    }
  }

  private static Screenplay played(String scene, int[] size) {
    Screenplay play = new Screenplay(size[0], size[1]);
    SCENES.getOrDefault(scene, nobody -> {}).accept(play);
    return play;
  }

  @Test
  void noKindIsWithoutAScreen() {
    Set<Object> seen = new HashSet<>();
    for (String scene : SCENES.keySet()) {
      seen.addAll(kinds(played(scene, SIZES.get(1)).model()));
    }
    Set<Object> wanted = new HashSet<>(Arrays.asList(Overlay.class.getPermittedSubclasses()));
    wanted.addAll(Arrays.asList(TranscriptCell.class.getPermittedSubclasses()));
    wanted.addAll(Arrays.asList(Ask.class.getPermittedSubclasses()));
    wanted.addAll(List.of(TranscriptCell.Note.Kind.values()));
    wanted.addAll(List.of(ToolCallStatus.values()));
    wanted.addAll(List.of(SuggestOverlay.Kind.values()));
    wanted.addAll(List.of(TurnState.Phase.values()));
    wanted.addAll(List.of(Msg.State.values()));
    wanted.addAll(List.of(Overlay.Place.values()));
    assertThat(seen).containsAll(wanted);
  }

  /** What there is to be seen on a screen. */
  private static Set<Object> kinds(Model model) {
    Set<Object> kinds = new HashSet<>();
    for (TranscriptCell cell : model.session().transcript().cells()) {
      kinds.add(cell.getClass());
      if (cell instanceof TranscriptCell.Note note) {
        kinds.add(note.kind());
      }
      if (cell instanceof TranscriptCell.Tool tool && tool.status() != null) {
        kinds.add(tool.status());
      }
    }
    model
        .desk()
        .top()
        .ifPresent(top -> {
          kinds.add(top.getClass());
          kinds.add(top.place());
          if (top instanceof SuggestOverlay suggest) {
            kinds.add(suggest.kind());
          }
        });
    List<PendingRequest> pending = model.session().pending();
    kinds.addAll(
        pending.stream().map(request -> request.ask().getClass()).collect(Collectors.toSet()));
    kinds.add(model.session().turn().phase());
    kinds.add(model.session().way().state());
    return kinds;
  }
}

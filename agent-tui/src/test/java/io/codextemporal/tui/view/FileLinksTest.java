package io.codextemporal.tui.view;

import static io.codextemporal.tui.Screenplay.agent;
import static io.codextemporal.tui.Screenplay.done;
import static io.codextemporal.tui.Screenplay.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.codextemporal.tui.Screenplay;
import io.codextemporal.tui.text.Style;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileLinksTest {
  @Test
  void aPathIsAnAddressOnTheSessionsMachine() {
    FileLinks links = new FileLinks("box", "/home/ada/my app");
    assertThat(links.resolved(Style.PLAIN.linked("path:./a/b.c")).link())
        .isEqualTo("file://box/home/ada/my%20app/a/b.c");
    assertThat(links.resolved(Style.PLAIN.linked("path:/etc/x.y")).link())
        .isEqualTo("file://box/etc/x.y");
    assertThat(links.resolved(Style.PLAIN.linked("https://h/")).link()).isEqualTo("https://h/");
    assertThat(FileLinks.NONE.resolved(Style.PLAIN.linked("path:a/b.c")).link()).isNull();
  }

  @Test
  void theScreenHoldsNoUnfinishedLink() {
    Screenplay play =
        new Screenplay(80, 24)
            .attached()
            .happens(started(), agent("I changed `src/A.java:3` and docs/b.md."), done());
    List<String> addresses =
        play.frame().rows().stream()
            .flatMap(List::stream)
            .map(cell -> String.valueOf(cell.style().link()))
            .distinct()
            .toList();
    assertThat(addresses)
        .containsExactlyInAnyOrder(
            "null", "file://box/home/ada/app/src/A.java", "file://box/home/ada/app/docs/b.md");
  }
}

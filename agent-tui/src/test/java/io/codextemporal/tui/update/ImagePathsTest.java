package io.codextemporal.tui.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePathsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/home/ada/shot.png | /home/ada/shot.png",
        "shot.PNG | shot.PNG",
        "~/a.webp | ~/a.webp",
        "'/home/ada/my shot.png' | /home/ada/my shot.png",
        "\"/home/ada/my shot.jpeg\" | /home/ada/my shot.jpeg",
        "/home/ada/my\\ shot.gif | /home/ada/my shot.gif",
        "/home/ada/my shot.png | /home/ada/my shot.png",
        "file:///home/ada/my%20shot+1.png | /home/ada/my shot+1.png",
        "file://box/home/a.jpg | /home/a.jpg",
        "/a.png /b.png | /a.png,/b.png",
        "'/a b.png' /c.png | /a b.png,/c.png",
      })
  void namesOfImages(String pasted, String names) {
    assertThat(ImagePaths.of(" " + pasted + "\n")).isEqualTo(List.of(names.split(",")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "look at shot.png",
        "shot.png is broken",
        "https://example.org/shot.png",
        ".png",
        "/home/ada/main.java",
        "a.png b",
        "file://",
        "file://%zz/%.png.txt",
        "'",
        "x\\"
      })
  void anythingElse(String pasted) {
    assertThat(ImagePaths.of(pasted)).isEmpty();
  }
}

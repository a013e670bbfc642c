package io.codextemporal.tui.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Text for the clipboard: by the terminal (OSC 52), and by the desktop's own tool if it is there.
 */
final class Clipboard {
  /** Terminals take no more than about that. */
  private static final int MOST_BYTES = 74_000;

  /** The bytes that ask the terminal; tmux passes them on only in a wrapper. */
  static byte[] sequence(String text, boolean tmux) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST_BYTES) {
      return new byte[0];
    }
    String plain = "\u001b]52;c;" + Base64.getEncoder().encodeToString(bytes) + "\u0007";
    String all = tmux ? plain + throughTmux(plain) : plain;
    return all.getBytes(StandardCharsets.US_ASCII);
  }

  /** What tmux is to hand to the terminal it is in as it stands. */
  static String throughTmux(String sequence) {
    return "\u001bPtmux;" + sequence.replace("\u001b", "\u001b\u001b") + "\u001b\\";
  }

  /** The tool of this desktop; empty when there is no desktop. */
  static List<String> tool(Map<String, String> environment, boolean mac) {
    if (mac) {
      return List.of("pbcopy");
    }
    if (!environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
      return List.of("wl-copy");
    }
    return environment.getOrDefault("DISPLAY", "").isEmpty()
        ? List.of()
        : List.of("xclip", "-selection", "clipboard");
  }

  /** Gives the text to a tool, which lives on by itself where it must. */
  static void give(String text, List<String> tool) {
    try {
      Process process =
          new ProcessBuilder(tool)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The terminal was asked as well.
    }
  }

  private Clipboard() {}
}

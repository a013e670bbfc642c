package io.codextemporal.tui.session;

import io.codextemporal.config.ImageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The image that the desktop's clipboard holds, by the desktop's own tools. Blocks for seconds. */
final class ClipboardImage {
  private static final long PATIENCE_SECONDS = 5;
  private static final String NAME_IT = "Paste the name of an image file instead.";

  private final Map<String, String> environment;
  private final boolean mac;

  ClipboardImage(Map<String, String> environment) {
    this.environment = environment;
    this.mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
  }

  /** There is none, or nobody to ask. */
  static final class NoneException extends Exception {
    private static final long serialVersionUID = 1;
    private final String remedy;

    private NoneException(String why, String remedy) {
      super(why);
      this.remedy = remedy;
    }

    String why() {
      return String.valueOf(getMessage());
    }

    String remedy() {
      return remedy;
    }
  }

  /** A PNG file's bytes. */
  byte[] read() throws NoneException {
    List<List<String>> tools = tools();
    boolean asked = false;
    for (List<String> tool : tools) {
      try {
        byte[] image = output(tool);
        asked = true;
        if (image.length > 0) {
          return image;
        }
      } catch (IOException e) {
        // The tool is not there; perhaps the next one is.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoneException("The clipboard was not read", NAME_IT);
      }
    }
    if (asked) {
      throw new NoneException("The clipboard holds no image", NAME_IT);
    }
    throw new NoneException(
        tools.isEmpty()
            ? "There is no desktop whose clipboard could be read"
            : "No program here reads images from the clipboard",
        tools.isEmpty() ? NAME_IT : "Install " + packageName() + ", or paste a file's name.");
  }

  private String packageName() {
    return mac ? "pngpaste" : isWayland() ? "wl-clipboard" : "xclip";
  }

  private boolean isWayland() {
    return !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }

  private List<List<String>> tools() {
    List<List<String>> tools = new ArrayList<>();
    if (mac) {
      tools.add(List.of("pngpaste", "-"));
      return tools;
    }
    if (isWayland()) {
      tools.add(List.of("wl-paste", "--no-newline", "--type", "image/png"));
    }
    if (!environment.getOrDefault("DISPLAY", "").isEmpty()) {
      tools.add(List.of("xclip", "-selection", "clipboard", "-t", "image/png", "-o"));
    }
    return tools;
  }

  /** Empty when the tool finds none. */
  private byte[] output(List<String> tool) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(tool)
            .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> process.destroyForcibly());
    try (InputStream in = process.getInputStream()) {
      byte[] image = in.readNBytes(ImageFiles.LARGEST + 1);
      process.destroy(); // It has said all we want.
      return image;
    }
  }
}

package io.codextemporal.tui.session;

import io.codextemporal.config.ImageFileException;
import io.codextemporal.config.ImageFiles;
import io.codextemporal.protocol.UserImage;
import io.codextemporal.tui.model.Effect;
import io.codextemporal.tui.model.Msg;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * Images for the message that is being written: copied to where workers find them. Never blocks;
 * answers are messages, from a thread of its own.
 */
public final class Attachments implements AutoCloseable {
  private final ImageFiles files;
  private final Path folder;
  private final Map<String, String> environment;
  private final Consumer<Msg> screen;
  private final ExecutorService images = ScreenSession.single("images");

  /**
   * @param folder where names without a folder are looked for
   */
  public Attachments(
      ImageFiles files, Path folder, Map<String, String> environment, Consumer<Msg> screen) {
    this.files = files;
    this.folder = folder;
    this.environment = Map.copyOf(environment);
    this.screen = screen;
  }

  /** Whether the effect was one of these. */
  public boolean took(Effect effect) {
    switch (effect) {
      case Effect.AttachImages asked -> images.execute(() -> attach(asked));
      case Effect.PasteImage paste -> images.execute(this::paste);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void attach(Effect.AttachImages asked) {
    List<UserImage> left = new ArrayList<>();
    try {
      for (String name : asked.files()) {
        left.add(files.leave(path(name)));
      }
      screen.accept(new Msg.ImagesAttached(left, Instant.now()));
    } catch (ImageFileException e) {
      // What names no file is a text like any other.
      String why = e.isAbsent() ? "" : "It stays a text: " + e.why();
      screen.accept(new Msg.NoImages(asked.pasted(), why, Instant.now()));
    } catch (InvalidPathException e) {
      screen.accept(new Msg.NoImages(asked.pasted(), "", Instant.now()));
    }
  }

  private Path path(String name) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    return folder.resolve(name.startsWith("~/") ? home + name.substring(1) : name);
  }

  private void paste() {
    try {
      byte[] image = new ClipboardImage(environment).read();
      UserImage left = files.leave(image, "clipboard.png");
      screen.accept(new Msg.ImagesAttached(List.of(left), Instant.now()));
    } catch (ClipboardImage.NoneException e) {
      screen.accept(new Msg.Failed(e.why(), e.remedy()));
    } catch (ImageFileException e) {
      screen.accept(new Msg.Failed("The clipboard's image cannot be sent: " + e.why(), ""));
    }
  }

  @Override
  public void close() {
    images.shutdown();
  }
}

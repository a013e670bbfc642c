package io.codextemporal.tui.session;

import io.codextemporal.config.Places;
import io.codextemporal.config.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is typed and not sent, in {@code state/drafts}: one file a screen, named by folder and
 * process, so that what a screen leaves, however it ends, is the next one's in that folder. Used by
 * one thread.
 */
final class Drafts {
  private final Path folder;
  private final String prefix;
  private final Path own;

  Drafts(Places places, String cwd) {
    this.folder = places.state().resolve("drafts");
    this.prefix = digest(cwd) + "-";
    this.own = folder.resolve(prefix + ProcessHandle.current().pid());
  }

  /** Replaces what this screen would leave; nothing leaves no file. */
  void save(String text) {
    try {
      if (text.isEmpty()) {
        Files.deleteIfExists(own);
      } else {
        PrivateFiles.write(own, text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes what the last screen of this folder left; of two that ask, one gets it. */
  Optional<String> adopt() {
    for (Path left : left()) {
      try {
        Files.move(left, own, StandardCopyOption.ATOMIC_MOVE);
        return Optional.of(Files.readString(own)).filter(text -> !text.isBlank());
      } catch (IOException e) {
        // Another screen took it.
      }
    }
    return Optional.empty();
  }

  private List<Path> left() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix) && !lives(file))
          .sorted(Comparator.comparingLong((Path file) -> file.toFile().lastModified()).reversed())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private boolean lives(Path file) {
    String pid = file.getFileName().toString().substring(prefix.length());
    return !pid.matches("\\d{1,18}") || ProcessHandle.of(Long.parseLong(pid)).isPresent();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

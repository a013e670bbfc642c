package io.codextemporal.activities.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.protocol.CallId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A command that was left running, and its number: a file {@code terminal-1000} in the session's
 * folder names it. A number is given once, whoever asks at the same time.
 */
record LeftRunning(CallId call, String digest) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "terminal-";
  private static final int FIRST = 1_000;

  /** The command's number; a new one when it has none yet. */
  static int number(Path session, LeftRunning command) throws IOException {
    List<Integer> taken = numbers(session);
    for (int number : taken) {
      if (find(session, number).filter(command::equals).isPresent()) {
        return number;
      }
    }
    Path fresh = session.resolve(PREFIX + UUID.randomUUID() + ".new");
    String text = JSON.writeValueAsString(List.of(command.call().value(), command.digest()));
    Files.writeString(fresh, text);
    try {
      int number = taken.isEmpty() ? FIRST : taken.getFirst() + 1;
      while (!claim(fresh, session.resolve(PREFIX + number))) {
        number++;
      }
      return number;
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  static Optional<LeftRunning> find(Path session, int number) throws IOException {
    try {
      byte[] text = Files.readAllBytes(session.resolve(PREFIX + number));
      String[] words = JSON.readValue(text, String[].class);
      return Optional.of(new LeftRunning(new CallId(words[0]), words[1]));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** All that were given in the session, the newest first. */
  static List<Integer> numbers(Path session) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    if (!Files.isDirectory(session)) {
      return numbers;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(session, PREFIX + "*")) {
      for (Path file : files) {
        String digits = file.getFileName().toString().substring(PREFIX.length());
        if (digits.matches("[0-9]{1,9}")) {
          numbers.add(Integer.valueOf(digits));
        }
      }
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  /** Forgets all numbers of a session that has nothing else left. */
  static void forget(Path session) throws IOException {
    for (int number : numbers(session)) {
      Files.deleteIfExists(session.resolve(PREFIX + number));
    }
  }

  private static boolean claim(Path fresh, Path name) throws IOException {
    try {
      Files.createLink(name, fresh);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }
}

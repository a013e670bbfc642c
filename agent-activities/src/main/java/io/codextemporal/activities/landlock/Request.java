package io.codextemporal.activities.landlock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be held, as it stands on this process's own command line; the bytes of the command are
 * kept as they are.
 *
 * @param roots folders below which may be written, with the device and inode of each
 * @param kept in them, what may not
 * @param hidden what may not be read
 * @param readable what may, though it lies in what is hidden
 * @param scratch the folder for temporary files, or null
 * @param processes how many more this user may have
 */
record Request(
    Map<Path, String> roots,
    List<Path> kept,
    List<Path> hidden,
    List<Path> readable,
    @Nullable Path scratch,
    boolean network,
    int processes,
    byte[][] command) {
  /** Of this process, behind the name of its main class. */
  static Request ofThisProcess(String main) throws IOException {
    List<byte[]> words = split(Files.readAllBytes(Path.of("/proc/self/cmdline")));
    int at = 0;
    while (!text(words.get(at)).equals(main)) {
      at++;
    }
    return parse(words.subList(at + 1, words.size()));
  }

  static Request parse(List<byte[]> words) {
    Map<Path, String> roots = new LinkedHashMap<>();
    List<Path> kept = new ArrayList<>();
    List<Path> hidden = new ArrayList<>();
    List<Path> readable = new ArrayList<>();
    Path scratch = null;
    boolean network = false;
    int processes = Integer.MAX_VALUE;
    int at = 0;
    for (String word = text(words.get(at)); !word.equals("--"); word = text(words.get(at))) {
      String value = text(words.get(++at));
      switch (word) {
        case "-w" -> roots.put(Path.of(value), text(words.get(++at)));
        case "-k" -> kept.add(Path.of(value));
        case "-h" -> hidden.add(Path.of(value));
        case "-r" -> readable.add(Path.of(value));
        case "-t" -> scratch = Path.of(value);
        case "-n" -> network = value.equals("on");
        case "-u" -> processes = Integer.parseInt(value);
        default -> throw new IllegalArgumentException("unknown word " + word);
      }
      at++;
    }
    byte[][] command = words.subList(at + 1, words.size()).toArray(byte[][]::new);
    return new Request(roots, kept, hidden, readable, scratch, network, processes, command);
  }

  /** The parts that NULs end. */
  static List<byte[]> split(byte[] text) {
    List<byte[]> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == 0) {
        parts.add(java.util.Arrays.copyOfRange(text, begin, i));
        begin = i + 1;
      }
    }
    return parts;
  }

  static String text(byte[] word) {
    return new String(word, StandardCharsets.UTF_8);
  }
}

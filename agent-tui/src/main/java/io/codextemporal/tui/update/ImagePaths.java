package io.codextemporal.tui.update;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds out whether a paste is nothing but names of image files, as terminals write what is dropped
 * onto them: quoted, with backslashes, or as {@code file://} addresses. Pure; whether the files are
 * there is not known here.
 */
final class ImagePaths {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "webp");
  private static final int LONGEST = 8_000;

  /** The names, each once; empty when anything else is in the paste. */
  static List<String> of(String pasted) {
    if (pasted.length() > LONGEST) {
      return List.of();
    }
    List<String> whole = List.of(plain(pasted.strip()));
    if (isAbsolute(whole.getFirst()) && areImages(whole) && oneEnding(whole.getFirst())) {
      return whole; // A name with unquoted spaces.
    }
    List<String> words = words(pasted.strip());
    List<String> names = words.stream().map(ImagePaths::plain).distinct().toList();
    return areImages(names) ? names : List.of();
  }

  private static boolean areImages(List<String> names) {
    return !names.isEmpty() && names.stream().allMatch(ImagePaths::isImage);
  }

  private static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && name.lines().count() == 1
        && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
        && !name.contains("://");
  }

  private static boolean isAbsolute(String name) {
    return name.startsWith("/") || name.startsWith("~/");
  }

  /** Whether no other name seems to follow the first. */
  private static boolean oneEnding(String name) {
    return !name.contains(" /")
        && !name.contains(" ~/")
        && !name.contains("\\")
        && !name.contains("'");
  }

  private static String plain(String word) {
    if (!word.startsWith("file://")) {
      return word;
    }
    String path = word.substring("file://".length());
    int slash = path.indexOf('/');
    try {
      return slash < 0
          ? word
          : URLDecoder.decode(path.substring(slash).replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return word;
    }
  }

  /** As a shell splits a line; what is not closed is one word. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
        word.append(quote == 0 ? "" : c);
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (Character.isWhitespace(c)) {
        flush(word, words);
      } else {
        word.append(c);
      }
    }
    flush(word, words);
    return words;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }

  private ImagePaths() {}
}

package io.codextemporal.activities.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * The words of code and prose: identifiers by their parts and as a whole, so that {@code turnLoop},
 * {@code TURN_LOOP} and "turn loop" meet; words by their stem; characters of scripts without spaces
 * one by one. Not thread-safe.
 */
final class Words {
  /** A longer run of letters is data, not a word. */
  private static final int LONGEST_RUN = 200;

  private static final int LONGEST_WORD = 60;
  private static final int STEMS_KEPT = 20_000;

  private final EnglishStemmer stemmer = new EnglishStemmer();
  private final Map<String, String> stems = new HashMap<>();

  List<String> of(String text) {
    List<String> words = new ArrayList<>();
    each(text, words::add);
    return words;
  }

  /** Tells the words in order; those of one identifier follow each other. */
  void each(String text, Consumer<String> word) {
    int at = 0;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      if (Character.isIdeographic(point)) {
        word.accept(text.substring(at, at + Character.charCount(point)));
        at += Character.charCount(point);
      } else if (inRun(point)) {
        int end = at;
        while (end < text.length() && inRun(text.codePointAt(end))) {
          end += Character.charCount(text.codePointAt(end));
        }
        if (end - at <= LONGEST_RUN) {
          run(text.substring(at, end), word);
        }
        at = end;
      } else {
        at += Character.charCount(point);
      }
    }
  }

  private static boolean inRun(int point) {
    return (Character.isLetterOrDigit(point) && !Character.isIdeographic(point))
        || point == '_'
        || point == '$';
  }

  private void run(String run, Consumer<String> word) {
    List<String> parts = parts(run);
    for (String part : parts) {
      word.accept(stem(part));
    }
    if (parts.size() > 1) {
      word.accept(cut(String.join("", parts)));
    }
  }

  /** In lower case, cut at underscores and where the case tells. */
  static List<String> parts(String run) {
    List<String> parts = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i <= run.length(); i++) {
      boolean end = i == run.length() || run.charAt(i) == '_' || run.charAt(i) == '$';
      if (end || (i > begin && startsPart(run, i))) {
        if (i > begin) {
          parts.add(run.substring(begin, i).toLowerCase(Locale.ROOT));
        }
        begin = end ? i + 1 : i;
      }
    }
    return parts;
  }

  /** {@code aB} and {@code ABc} are cut before the B. */
  private static boolean startsPart(String run, int at) {
    if (!Character.isUpperCase(run.charAt(at))) {
      return false;
    }
    char before = run.charAt(at - 1);
    boolean lowerAfter = at + 1 < run.length() && Character.isLowerCase(run.charAt(at + 1));
    return !Character.isUpperCase(before) || lowerAfter;
  }

  private String stem(String part) {
    if (part.length() < 4 || part.length() > LONGEST_WORD) {
      return cut(part);
    }
    String known = stems.get(part);
    if (known != null) {
      return known;
    }
    if (stems.size() >= STEMS_KEPT) {
      stems.clear();
    }
    stemmer.setCurrent(part);
    stemmer.stem();
    String stem = stemmer.getCurrent();
    stems.put(part, stem);
    return stem;
  }

  private static String cut(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
  }
}

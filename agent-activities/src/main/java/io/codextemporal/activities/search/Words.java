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
  private static final int MOST_KNOWN = 20_000;

  private final EnglishStemmer stemmer = new EnglishStemmer();

  /** The words of a run: code repeats itself. */
  private final Map<String, List<String>> known = new HashMap<>();

  List<String> of(String text) {
    List<String> words = new ArrayList<>();
    each(text, words::add);
    return words;
  }

  /** Each word with how often it is there. */
  Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    each(text, word -> counts.merge(word, 1, Integer::sum));
    return counts;
  }

  /** Tells the words in order; those of one identifier follow each other. */
  void each(String text, Consumer<String> word) {
    int at = 0;
    while (at < text.length()) {
      int end = endOfRun(text, at);
      if (end > at) {
        if (end - at <= LONGEST_RUN) {
          run(text.substring(at, end)).forEach(word);
        }
        at = end;
      } else {
        int point = text.codePointAt(at);
        int next = at + Character.charCount(point);
        if (point > 0x7f && Character.isIdeographic(point)) {
          word.accept(text.substring(at, next));
        }
        at = next;
      }
    }
  }

  /** {@code at} where none begins there. */
  private static int endOfRun(String text, int at) {
    int end = at;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c <= 0x7f ? !inRun(c) : !inRun(text.codePointAt(end))) {
        return end;
      }
      end += Character.isHighSurrogate(c) ? 2 : 1;
    }
    return Math.min(end, text.length());
  }

  private static boolean inRun(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '$';
  }

  private static boolean inRun(int point) {
    return Character.isLetterOrDigit(point) && !Character.isIdeographic(point);
  }

  private List<String> run(String run) {
    List<String> words = known.get(run);
    if (words == null) {
      words = worked(run);
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.put(run, words);
    }
    return words;
  }

  private List<String> worked(String run) {
    List<String> parts = parts(run);
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      words.add(stem(part));
    }
    if (parts.size() > 1) {
      words.add(cut(String.join("", parts)));
    }
    return words;
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
    stemmer.setCurrent(part);
    stemmer.stem();
    return stemmer.getCurrent();
  }

  private static String cut(String word) {
    return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
  }
}

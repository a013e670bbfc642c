package io.codextemporal.activities.file;

import java.util.regex.Pattern;

/**
 * Looks for a pattern line by line, for so long: a pattern that loops ends with the time, or with
 * an interrupt. One thread at a time.
 */
final class LineFinder {
  private static final int EVERY = 1 << 12;

  private final Pattern pattern;
  private final long deadline;
  private int steps;

  /**
   * @param deadline by {@link System#nanoTime}
   */
  LineFinder(Pattern pattern, long deadline) {
    this.pattern = pattern;
    this.deadline = deadline;
  }

  /** Whether a line of the text has it. */
  boolean in(String text) throws InterruptedException {
    try {
      int begin = 0;
      while (begin < text.length()) {
        int end = text.indexOf('\n', begin);
        end = end < 0 ? text.length() : end;
        int shown = end > begin && text.charAt(end - 1) == '\r' ? end - 1 : end;
        if (pattern.matcher(new Timed(text, begin, shown)).find()) {
          return true;
        }
        begin = end + 1;
      }
      return false;
    } catch (StoppedException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return false;
    } catch (StackOverflowError e) {
      return false; // Too deep for this engine on this line.
    }
  }

  boolean late() {
    return System.nanoTime() - deadline > 0;
  }

  private final class Timed implements CharSequence {
    private final String text;
    private final int begin;
    private final int end;

    Timed(String text, int begin, int end) {
      this.text = text;
      this.begin = begin;
      this.end = end;
    }

    @Override
    public int length() {
      return end - begin;
    }

    @Override
    public char charAt(int index) {
      if (++steps % EVERY == 0 && (late() || Thread.currentThread().isInterrupted())) {
        throw new StoppedException();
      }
      return text.charAt(begin + index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return text.substring(begin + from, begin + to);
    }

    @Override
    public String toString() {
      return text.substring(begin, end);
    }
  }

  private static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoppedException() {
      super(null, null, false, false);
    }
  }
}

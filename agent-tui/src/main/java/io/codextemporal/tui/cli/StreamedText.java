package io.codextemporal.tui.cli;

import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.StreamBeat.Tail;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Pure: what has been seen of the texts that running activities produce; gives only what is new.
 * One per followed turn. Not thread-safe.
 */
final class StreamedText {
  /** Names a growing text: of the model or of one tool call. */
  record Source(String subject, String call, String channel, String item) {}

  private static final class Seen {
    private final StringBuilder text = new StringBuilder();
    private int failures;
    private boolean whole = true;
  }

  private final Map<Source, Seen> seen = new LinkedHashMap<>();

  static Source source(StreamBeat beat, Tail tail) {
    String call = beat.call() == null ? "" : beat.call().value();
    return new Source(beat.subject(), call, tail.channel(), tail.item());
  }

  /** The text that {@code tail} adds to what was seen; a new attempt begins from nothing. */
  String fresh(StreamBeat beat, Tail tail) {
    Seen known = seen.computeIfAbsent(source(beat, tail), source -> new Seen());
    if (beat.failures() > known.failures) {
      known.failures = beat.failures();
      known.text.setLength(0);
      known.whole = true;
    }
    int have = known.text.length();
    long end = tail.offset() + tail.text().length();
    if (end <= have) {
      return "";
    }
    String added = tail.text().substring((int) Math.max(0, have - tail.offset()));
    if (tail.offset() > have) {
      known.whole = false;
      known.text.append("\0".repeat((int) Math.min(tail.offset() - have, 1 << 24)));
      added = "…" + added;
      known.text.append(added, 1, added.length());
    } else {
      known.text.append(added);
    }
    return added;
  }

  /** Whether anything of the text was seen. */
  boolean began(Source source) {
    Seen known = seen.get(source);
    return known != null && !known.text.isEmpty();
  }

  /** All that was seen, without holes from the begin, else nothing. */
  String whole(Source source) {
    Seen known = seen.get(source);
    return known == null || !known.whole ? "" : known.text.toString();
  }
}

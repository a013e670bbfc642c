package io.codextemporal.activities.heartbeat;

import io.codextemporal.protocol.StreamBeat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/**
 * The ends of what an activity produces, newest channels first in line for the room there is.
 *
 * <p>Pure but for its own state; not thread-safe. Memory is bounded whatever is appended.
 */
final class TailBuffer {
  /** Most bytes (UTF-8) of one beat's tails. */
  static final int MAX_BYTES = 4_000;

  private static final int MAX_CHANNELS = 4;

  private final Deque<Channel> channels = new ArrayDeque<>();

  void append(String channel, String item, String text) {
    if (channels.isEmpty() || !channels.getLast().is(channel, item)) {
      Channel known = take(channel, item);
      channels.addLast(known == null ? new Channel(channel, item) : known);
      if (channels.size() > MAX_CHANNELS) {
        channels.removeFirst();
      }
    }
    channels.getLast().append(text);
  }

  /** Tails of at most {@code maxBytes} together, in the order they began. */
  List<StreamBeat.Tail> tails(int maxBytes) {
    List<StreamBeat.Tail> tails = new ArrayList<>();
    int left = Math.min(maxBytes, MAX_BYTES);
    var newestFirst = channels.descendingIterator();
    while (newestFirst.hasNext() && left > 0) {
      StreamBeat.Tail tail = newestFirst.next().tail(left);
      left -= tail.text().getBytes(StandardCharsets.UTF_8).length;
      if (!tail.text().isEmpty()) {
        tails.add(tail);
      }
    }
    Collections.reverse(tails);
    return tails;
  }

  private @org.jspecify.annotations.Nullable Channel take(String channel, String item) {
    for (Channel known : channels) {
      if (known.is(channel, item)) {
        channels.remove(known);
        return known;
      }
    }
    return null;
  }

  private static final class Channel {
    private final String name;
    private final String item;
    private final StringBuilder end = new StringBuilder();
    private long length;

    Channel(String name, String item) {
      this.name = name;
      this.item = item;
    }

    boolean is(String otherName, String otherItem) {
      return name.equals(otherName) && item.equals(otherItem);
    }

    void append(String text) {
      length += text.length();
      if (text.length() > MAX_BYTES) {
        end.setLength(0);
        end.append(text, text.length() - MAX_BYTES, text.length());
      } else {
        end.append(text);
      }
      if (end.length() > 2 * MAX_BYTES) {
        end.delete(0, end.length() - MAX_BYTES);
      }
    }

    StreamBeat.Tail tail(int maxBytes) {
      int from = end.length();
      int bytes = 0;
      while (from > 0) {
        boolean pair =
            from > 1
                && Character.isLowSurrogate(end.charAt(from - 1))
                && Character.isHighSurrogate(end.charAt(from - 2));
        int more = pair ? 4 : utf8(end.charAt(from - 1));
        if (bytes + more > maxBytes) {
          break;
        }
        bytes += more;
        from -= pair ? 2 : 1;
      }
      return new StreamBeat.Tail(name, item, length - (end.length() - from), end.substring(from));
    }

    private static int utf8(char c) {
      return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
  }
}

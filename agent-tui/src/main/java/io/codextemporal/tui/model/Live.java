package io.codextemporal.tui.model;

import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.StreamBeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is being produced right now: the text of the model and the output of commands, put together
 * from the ends that heartbeats carry. Immutable.
 */
public record Live(Map<String, Stream> streams) {
  public static final Live NONE = new Live(Map.of());

  private static final String MODEL = "model";

  public Live {
    streams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(streams));
  }

  /** One producer. {@code failures} is how often its work failed before, {@code failure} why. */
  public record Stream(
      @Nullable CallId call, int failures, @Nullable String failure, List<Piece> pieces) {
    public Stream {
      pieces = List.copyOf(pieces);
    }
  }

  /** One text that grows; {@code channel} is one of a {@link StreamBeat.Tail}'s. */
  public record Piece(String channel, String item, String text) {}

  /** What is known after one more look at the heartbeats. */
  public Live with(Collection<StreamBeat> beats) {
    Map<String, Stream> next = new LinkedHashMap<>();
    // What was said or printed stays until the event that holds it arrives.
    next.putAll(streams);
    for (StreamBeat beat : beats) {
      CallId call = beat.call();
      String key = call == null ? MODEL : "call " + call.value();
      next.put(key, grown(streams.get(key), beat));
    }
    return new Live(next);
  }

  /** Without the text of an item that has arrived, whole. */
  public Live withoutItem(String item) {
    Stream said = streams.get(MODEL);
    if (said == null) {
      return this;
    }
    List<Piece> left =
        said.pieces().stream()
            .filter(piece -> !piece.item().equals(item) && !piece.item().isEmpty())
            .toList();
    Map<String, Stream> next = new LinkedHashMap<>(streams);
    next.put(MODEL, new Stream(null, said.failures(), said.failure(), left));
    return new Live(next);
  }

  /** Without what the model was saying: its answer is over. */
  public Live withoutModel() {
    Map<String, Stream> next = new LinkedHashMap<>(streams);
    next.remove(MODEL);
    return new Live(next);
  }

  /** Without what a call printed that has ended. */
  public Live withoutCall(CallId call) {
    Map<String, Stream> next = new LinkedHashMap<>(streams);
    next.remove("call " + call.value());
    return new Live(next);
  }

  /** The model's texts of one channel, in order. */
  public List<Piece> model(String channel) {
    Stream said = streams.get(MODEL);
    return said == null
        ? List.of()
        : said.pieces().stream().filter(piece -> piece.channel().equals(channel)).toList();
  }

  /** How often the running model call has failed. */
  public int failures() {
    Stream said = streams.get(MODEL);
    return said == null ? 0 : said.failures();
  }

  /** Why it failed last; empty where nothing is known. */
  public String failure() {
    Stream said = streams.get(MODEL);
    return said == null || said.failure() == null ? "" : said.failure();
  }

  /** What a running call has printed; empty when nothing is known. */
  public String output(CallId call) {
    Stream stream = streams.get("call " + call.value());
    return stream == null || stream.pieces().isEmpty() ? "" : stream.pieces().getLast().text();
  }

  private static Stream grown(@Nullable Stream before, StreamBeat beat) {
    List<Piece> pieces = new ArrayList<>();
    boolean same = before != null && before.failures() == beat.failures();
    if (before != null && same) {
      pieces.addAll(before.pieces());
    }
    for (StreamBeat.Tail tail : beat.tails()) {
      int at = indexOf(pieces, tail);
      if (at < 0) {
        pieces.add(new Piece(tail.channel(), tail.item(), joined("", tail)));
      } else {
        String known = pieces.get(at).text();
        pieces.set(at, new Piece(tail.channel(), tail.item(), joined(known, tail)));
      }
    }
    return new Stream(beat.call(), beat.failures(), beat.failure(), pieces);
  }

  private static int indexOf(List<Piece> pieces, StreamBeat.Tail tail) {
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).channel().equals(tail.channel())
          && pieces.get(i).item().equals(tail.item())) {
        return i;
      }
    }
    return -1;
  }

  /** A tail that begins after what is known leaves a gap; one that ends before it is a new try. */
  private static String joined(String known, StreamBeat.Tail tail) {
    long offset = tail.offset();
    if (offset + tail.text().length() < known.length() || offset > known.length()) {
      return offset == 0 ? tail.text() : "…" + tail.text();
    }
    return known.substring(0, (int) offset) + tail.text();
  }
}

package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Msg;
import io.codextemporal.tui.text.Columns;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a terminal's bytes into messages: keys, pastes, the mouse, focus. Pure but for what it
 * holds of an unfinished sequence, so a sequence may be split between reads at any byte.
 *
 * <p>A lone ESC is a key only when nothing follows it: the reader calls {@link #flush} after 50 ms
 * of silence while {@link #isPending}. A run of text that no hand types comes as one paste. Not
 * thread-safe.
 */
public final class KeyParser {
  private static final byte[] PASTE_END = "\u001b[201~".getBytes(StandardCharsets.US_ASCII);
  private static final int BURST = 16;
  private static final int ESC = 0x1b;

  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final ByteArrayOutputStream paste = new ByteArrayOutputStream();
  private boolean pasting;

  /** The messages that {@code bytes} completes. */
  public List<Msg> feed(byte[] bytes, int length, Instant at) {
    pending.write(bytes, 0, length);
    List<Msg> messages = new ArrayList<>();
    byte[] all = pending.toByteArray();
    int used = 0;
    while (used < all.length) {
      int taken = pasting ? takePaste(all, used, at, messages) : take(all, used, at, messages);
      if (taken == 0) {
        break;
      }
      used += taken;
    }
    pending.reset();
    pending.write(all, used, all.length - used);
    return messages;
  }

  /** Whether a sequence has begun and not ended. */
  public boolean isPending() {
    return pending.size() > 0 && !pasting;
  }

  /** Nothing more came: what is pending is what it looks like. */
  public List<Msg> flush(Instant at) {
    byte[] all = pending.toByteArray();
    pending.reset();
    if (all.length == 0 || all[0] != ESC) {
      return List.of();
    }
    Key key =
        all.length == 1
            ? Key.of(Key.Name.ESCAPE)
            : Key.alt(new String(all, 1, 1, StandardCharsets.ISO_8859_1));
    return List.of(new Msg.Pressed(key, at));
  }

  private int take(byte[] all, int from, Instant at, List<Msg> messages) {
    int first = all[from] & 0xff;
    if (first == ESC) {
      return takeEscape(all, from, at, messages);
    }
    if (first < 0x20 || first == 0x7f) {
      messages.add(new Msg.Pressed(Controls.key(first), at));
      return 1;
    }
    return takeText(all, from, at, messages);
  }

  private int takeEscape(byte[] all, int from, Instant at, List<Msg> messages) {
    if (from + 1 >= all.length) {
      return 0;
    }
    int second = all[from + 1] & 0xff;
    return switch (second) {
      case '[' -> takeControl(all, from, at, messages);
      case 'O' -> takeApplication(all, from, at, messages);
      case ESC -> {
        messages.add(new Msg.Pressed(Key.of(Key.Name.ESCAPE), at));
        yield 1;
      }
      default -> {
        if (second < 0x20 || second == 0x7f) {
          messages.add(new Msg.Pressed(withAlt(Controls.key(second)), at));
          yield 2;
        }
        int length = Utf8.length(all, from + 1);
        if (length == 0) {
          yield 0;
        }
        messages.add(
            new Msg.Pressed(
                Key.alt(new String(all, from + 1, length, StandardCharsets.UTF_8)), at));
        yield 1 + length;
      }
    };
  }

  private int takeControl(byte[] all, int from, Instant at, List<Msg> messages) {
    int end = from + 2;
    while (end < all.length && (all[end] < '@' || all[end] > '~')) {
      if (all[end] < 0x20) {
        return end - from;
      }
      end++;
    }
    if (end >= all.length) {
      return 0;
    }
    String body = new String(all, from + 2, end - from - 2, StandardCharsets.ISO_8859_1);
    char last = (char) all[end];
    if (last == '~' && body.equals("200")) {
      pasting = true;
      paste.reset();
    } else {
      ControlSequences.read(body, last, at).ifPresent(messages::add);
    }
    return end + 1 - from;
  }

  private int takeApplication(byte[] all, int from, Instant at, List<Msg> messages) {
    if (from + 2 >= all.length) {
      return 0;
    }
    ControlSequences.read("", (char) all[from + 2], at).ifPresent(messages::add);
    return 3;
  }

  private int takeText(byte[] all, int from, Instant at, List<Msg> messages) {
    int end = from;
    boolean breaks = false;
    while (end < all.length && all[end] != ESC) {
      int here = all[end] & 0xff;
      boolean lineBreak = (here == '\r' || here == '\n') && end + 1 < all.length;
      if (here < 0x20 && !lineBreak && here != '\t' || here == 0x7f) {
        break;
      }
      int length = here < 0x20 ? 1 : Utf8.length(all, end);
      if (length == 0) {
        break;
      }
      breaks |= lineBreak;
      end += length;
    }
    if (end == from) {
      return all.length - from >= 4 ? 1 : 0;
    }
    String text = new String(all, from, end - from, StandardCharsets.UTF_8);
    if (breaks || text.length() >= BURST) {
      messages.add(new Msg.Pasted(lines(text), at));
      return end - from;
    }
    int typed = from;
    while (typed < end && all[typed] != '\t') {
      typed++;
    }
    String keys = new String(all, from, typed - from, StandardCharsets.UTF_8);
    for (String cluster : Columns.clusters(keys)) {
      messages.add(new Msg.Pressed(Key.character(cluster), at));
    }
    return typed - from;
  }

  private int takePaste(byte[] all, int from, Instant at, List<Msg> messages) {
    int end = indexOf(all, from);
    if (end >= 0) {
      paste.write(all, from, end - from);
      pasting = false;
      messages.add(new Msg.Pasted(lines(paste.toString(StandardCharsets.UTF_8)), at));
      paste.reset();
      return end + PASTE_END.length - from;
    }
    int certain = Math.max(0, all.length - from - (PASTE_END.length - 1));
    paste.write(all, from, certain);
    return certain;
  }

  private static int indexOf(byte[] all, int from) {
    outer:
    for (int i = from; i + PASTE_END.length <= all.length; i++) {
      for (int j = 0; j < PASTE_END.length; j++) {
        if (all[i + j] != PASTE_END[j]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static Key withAlt(Key key) {
    return new Key(key.name(), key.text(), key.shift(), true, key.ctrl());
  }
}

package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Key;
import io.codextemporal.tui.model.Key.Name;
import io.codextemporal.tui.model.Msg;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a control sequence means: cursor and function keys with their modifiers, kitty's and xterm's
 * forms of modified characters, SGR mouse reports, focus. An unknown one means nothing.
 */
final class ControlSequences {
  private static final Map<Character, Name> LETTERS =
      Map.ofEntries(
          Map.entry('A', Name.UP),
          Map.entry('B', Name.DOWN),
          Map.entry('C', Name.RIGHT),
          Map.entry('D', Name.LEFT),
          Map.entry('H', Name.HOME),
          Map.entry('F', Name.END),
          Map.entry('P', Name.F1),
          Map.entry('Q', Name.F2),
          Map.entry('R', Name.F3),
          Map.entry('S', Name.F4),
          Map.entry('M', Name.ENTER));
  private static final Map<Integer, Name> NUMBERS =
      Map.ofEntries(
          Map.entry(1, Name.HOME),
          Map.entry(2, Name.INSERT),
          Map.entry(3, Name.DELETE),
          Map.entry(4, Name.END),
          Map.entry(5, Name.PAGE_UP),
          Map.entry(6, Name.PAGE_DOWN),
          Map.entry(7, Name.HOME),
          Map.entry(8, Name.END),
          Map.entry(11, Name.F1),
          Map.entry(12, Name.F2),
          Map.entry(13, Name.F3),
          Map.entry(14, Name.F4),
          Map.entry(15, Name.F5),
          Map.entry(17, Name.F6),
          Map.entry(18, Name.F7),
          Map.entry(19, Name.F8),
          Map.entry(20, Name.F9),
          Map.entry(21, Name.F10),
          Map.entry(23, Name.F11),
          Map.entry(24, Name.F12));

  /** {@code body} is what stands between {@code ESC [} and the last byte. */
  static Optional<Msg> read(String body, char last, Instant at) {
    if (body.startsWith("<") && (last == 'M' || last == 'm')) {
      return mouse(body.substring(1), last == 'M');
    }
    if (body.isEmpty() && (last == 'I' || last == 'O')) {
      return Optional.of(new Msg.Focused(last == 'I'));
    }
    return key(body, last).map(key -> new Msg.Pressed(key, at));
  }

  private static Optional<Key> key(String body, char last) {
    int[] numbers = numbers(body);
    if (last == 'Z') {
      return Optional.of(modified(Name.TAB, "", 2));
    }
    if (last == 'u') {
      return number(numbers, 0).flatMap(point -> character(point, modifiers(numbers, 1)));
    }
    if (last == '~') {
      int first = number(numbers, 0).orElse(0);
      if (first == 27) {
        return number(numbers, 2).flatMap(point -> character(point, modifiers(numbers, 1)));
      }
      return Optional.ofNullable(NUMBERS.get(first))
          .map(name -> modified(name, "", modifiers(numbers, 1)));
    }
    return Optional.ofNullable(LETTERS.get(last))
        .map(name -> modified(name, "", modifiers(numbers, 1)));
  }

  private static Optional<Key> character(int point, int modifiers) {
    if (point < 0 || point > Character.MAX_CODE_POINT) {
      return Optional.empty();
    }
    return switch (point) {
      case 13 -> Optional.of(modified(Name.ENTER, "", modifiers));
      case 9 -> Optional.of(modified(Name.TAB, "", modifiers));
      case 27 -> Optional.of(modified(Name.ESCAPE, "", modifiers));
      case 127, 8 -> Optional.of(modified(Name.BACKSPACE, "", modifiers));
      default ->
          point < 32 || point >= 57344 && point <= 63743
              ? Optional.empty()
              : Optional.of(modified(Name.CHARACTER, Character.toString(point), modifiers));
    };
  }

  /** {@code modifiers} as xterm counts them: 1 + shift 1 + alt 2 + ctrl 4. */
  private static Key modified(Name name, String text, int modifiers) {
    int bits = Math.max(0, modifiers - 1);
    boolean ctrl = (bits & 4) != 0;
    boolean shift = (bits & 1) != 0;
    String shown = shift && !ctrl ? text.toUpperCase(java.util.Locale.ROOT) : text;
    boolean said = shift && name != Name.CHARACTER;
    return new Key(name, shown, said, (bits & 2) != 0, ctrl);
  }

  private static Optional<Msg> mouse(String body, boolean press) {
    int[] numbers = numbers(body);
    if (numbers.length < 3) {
      return Optional.empty();
    }
    int button = numbers[0];
    Msg.Mouse kind =
        switch (button & ~(4 | 8 | 16)) {
          case 64 -> Msg.Mouse.WHEEL_UP;
          case 65 -> Msg.Mouse.WHEEL_DOWN;
          case 0 -> press ? Msg.Mouse.PRESS : Msg.Mouse.RELEASE;
          case 32 -> Msg.Mouse.DRAG;
          default -> null;
        };
    return Optional.ofNullable(kind)
        .map(known -> new Msg.Moused(known, numbers[1] - 1, numbers[2] - 1, (button & 4) != 0));
  }

  private static int modifiers(int[] numbers, int index) {
    return number(numbers, index).orElse(1);
  }

  private static Optional<Integer> number(int[] numbers, int index) {
    return index < numbers.length && numbers[index] >= 0
        ? Optional.of(numbers[index])
        : Optional.empty();
  }

  /** The parameters; of one with sub-parameters the first; -1 for one that is absent. */
  private static int[] numbers(String body) {
    String[] parts = body.isEmpty() ? new String[0] : body.split(";", -1);
    int[] numbers = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String part =
          parts[i].contains(":") ? parts[i].substring(0, parts[i].indexOf(':')) : parts[i];
      numbers[i] = part.matches("\\d{1,8}") ? Integer.parseInt(part) : -1;
    }
    return numbers;
  }

  private ControlSequences() {}
}

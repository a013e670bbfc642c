package io.codextemporal.tui.model;

import io.codextemporal.tui.text.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a message is written: the draft with its undo steps, the kill ring, and pastes too long to
 * be shown, which stand in the text as one private-use character each. Immutable.
 *
 * @param kills newest last
 * @param yankedFrom where the last yank began, or -1 when the last step was none
 */
public record Composer(
    Draft draft, List<Draft> undo, List<String> kills, int yankedFrom, List<String> pastes) {
  public static final Composer EMPTY =
      new Composer(Draft.EMPTY, List.of(), List.of(), -1, List.of());

  private static final char FIRST_CHIP = '\ue000';
  private static final int CHIP_CHARACTERS = 1_000;
  private static final int CHIP_LINES = 10;
  private static final int MOST_UNDO = 200;
  private static final int MOST_KILLS = 20;
  private static final int MOST_CHIPS = 1_000;

  public Composer {
    undo = List.copyOf(undo);
    kills = List.copyOf(kills);
    pastes = List.copyOf(pastes);
  }

  /** The message as it is sent: pastes written out. */
  public String message() {
    return draft
        .text()
        .codePoints()
        .mapToObj(point -> isChip(point) ? paste(point) : Character.toString(point))
        .collect(Collectors.joining());
  }

  /** What is shown in place of the chip {@code point}. */
  public String label(int point) {
    return "[Pasted Content " + paste(point).length() + " chars]";
  }

  public boolean isChip(int point) {
    return point >= FIRST_CHIP && point < FIRST_CHIP + pastes.size();
  }

  public boolean isEmpty() {
    return draft.isEmpty();
  }

  /** Typed text; what could drive a terminal is left out, line breaks stay. */
  public Composer type(String text) {
    return edit(draft.insert(clean(text)));
  }

  /** A paste as one piece: shown when it is short, a chip when it is not. */
  public Composer paste(String text) {
    String clean = clean(text);
    boolean isLong = clean.length() > CHIP_CHARACTERS || clean.lines().count() > CHIP_LINES;
    if (!isLong || pastes.size() >= MOST_CHIPS) {
      return edit(draft.insert(clean));
    }
    List<String> more = new ArrayList<>(pastes);
    more.add(clean);
    Composer grown = new Composer(draft, undo, kills, -1, more);
    return grown.edit(draft.insert(Character.toString(FIRST_CHIP + pastes.size())));
  }

  public Composer move(int place) {
    return new Composer(draft.at(place), undo, kills, -1, pastes);
  }

  public Composer deleteTo(int place) {
    return place == draft.caret() ? this : edit(draft.deleteTo(place));
  }

  /** As {@link #deleteTo}, and kept for a yank. */
  public Composer killTo(int place) {
    if (place == draft.caret()) {
      return this;
    }
    List<String> more = new ArrayList<>(kills);
    more.add(draft.between(place));
    Composer killed = edit(draft.deleteTo(place));
    return new Composer(
        killed.draft,
        killed.undo,
        more.subList(Math.max(0, more.size() - MOST_KILLS), more.size()),
        -1,
        pastes);
  }

  public Composer yank() {
    if (kills.isEmpty()) {
      return this;
    }
    int from = draft.caret();
    Composer yanked = edit(draft.insert(kills.getLast()));
    return new Composer(yanked.draft, yanked.undo, kills, from, pastes);
  }

  /** Right after a yank: the kill before it in its place. */
  public Composer yankPop() {
    if (yankedFrom < 0 || kills.size() < 2) {
      return this;
    }
    List<String> turned = new ArrayList<>(kills);
    turned.addFirst(turned.removeLast());
    Draft without = draft.deleteTo(yankedFrom);
    return new Composer(without.insert(turned.getLast()), undo, turned, yankedFrom, pastes);
  }

  public Composer undone() {
    return undo.isEmpty()
        ? this
        : new Composer(undo.getLast(), undo.subList(0, undo.size() - 1), kills, -1, pastes);
  }

  /** Another text in place of this one; undo brings this one back. */
  public Composer replace(String text) {
    return edit(Draft.of(clean(text)));
  }

  /** Empty, for the next message; the kill ring stays. */
  public Composer sent() {
    return new Composer(Draft.EMPTY, List.of(), kills, -1, List.of());
  }

  private Composer edit(Draft next) {
    List<Draft> steps = new ArrayList<>(undo);
    steps.add(draft);
    return new Composer(
        next,
        steps.subList(Math.max(0, steps.size() - MOST_UNDO), steps.size()),
        kills,
        -1,
        pastes);
  }

  private String paste(int point) {
    return pastes.get(point - FIRST_CHIP);
  }

  private static String clean(String text) {
    String[] lines = text.split("\n", -1);
    List<String> clean = new ArrayList<>(lines.length);
    for (String line : lines) {
      String safe = Sanitizer.clean(line);
      clean.add(
          safe.codePoints().anyMatch(Composer::isPrivate)
              ? safe.codePoints()
                  .filter(point -> !isPrivate(point))
                  .mapToObj(Character::toString)
                  .collect(Collectors.joining())
              : safe);
    }
    return String.join("\n", clean);
  }

  private static boolean isPrivate(int point) {
    return point >= FIRST_CHIP && point <= '\uf8ff';
  }
}

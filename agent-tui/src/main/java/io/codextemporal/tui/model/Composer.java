package io.codextemporal.tui.model;

import io.codextemporal.protocol.UserImage;
import io.codextemporal.tui.text.Sanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a message is written: the draft with its undo steps, the kill ring, and its chips (images,
 * pastes too long to be shown), which stand in the text as one private-use character each.
 * Immutable.
 *
 * @param kills newest last
 * @param yankedFrom where the last yank began, or -1 when the last step was none
 */
public record Composer(
    Draft draft, List<Draft> undo, List<String> kills, int yankedFrom, List<Chip> chips) {
  public static final Composer EMPTY =
      new Composer(Draft.EMPTY, List.of(), List.of(), -1, List.of());

  private static final char FIRST_CHIP = '\ue000';
  private static final int CHIP_CHARACTERS = 1_000;
  private static final int CHIP_LINES = 10;
  private static final int MOST_UNDO = 200;
  private static final int MOST_KILLS = 20;
  private static final int MOST_CHIPS = 1_000;
  private static final long MOST_KEPT = 2_000_000;

  /** As {@link UserImage#label} writes it; names hold no brackets. */
  private static final Pattern LABEL =
      Pattern.compile("\\[Image #\\d+ (?<name>[^\\[\\]\\n]+) (?<size>\\d+x\\d+)\\]");

  public Composer {
    undo = List.copyOf(undo);
    kills = List.copyOf(kills);
    chips = List.copyOf(chips);
  }

  /** The message as it is sent: pastes written out, images by their labels. */
  public String message() {
    StringBuilder message = new StringBuilder();
    String text = draft.text();
    for (int at = 0; at < text.length(); at++) {
      char point = text.charAt(at);
      if (!isChip(point)) {
        message.append(point);
      } else if (chip(point) instanceof Chip.Pasted pasted) {
        message.append(pasted.text());
      } else {
        message.append(label(at));
      }
    }
    return message.toString();
  }

  /** The images of the message, in the order of their labels. */
  public List<UserImage> images() {
    return draft
        .text()
        .chars()
        .filter(this::isChip)
        .mapToObj(this::chip)
        .filter(Chip.Attached.class::isInstance)
        .map(chip -> ((Chip.Attached) chip).image())
        .toList();
  }

  /** What is shown in place of the chip at a place of the draft's text. */
  public String label(int at) {
    return switch (chip(draft.text().charAt(at))) {
      case Chip.Pasted(String text) -> "[Pasted Content " + text.length() + " chars]";
      case Chip.Attached(UserImage image) -> image.label(imagesBefore(at) + 1);
    };
  }

  private int imagesBefore(int at) {
    return (int)
        draft
            .text()
            .substring(0, at)
            .chars()
            .filter(point -> isChip(point) && chip(point) instanceof Chip.Attached)
            .count();
  }

  public boolean isChip(int point) {
    return point >= FIRST_CHIP && point < FIRST_CHIP + chips.size();
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
    return isLong && chips.size() < MOST_CHIPS
        ? with(new Chip.Pasted(clean))
        : edit(draft.insert(clean));
  }

  /** An image at the caret. */
  public Composer attach(UserImage image) {
    return chips.size() < MOST_CHIPS ? with(new Chip.Attached(image)) : this;
  }

  private Composer with(Chip chip) {
    List<Chip> more = new ArrayList<>(chips);
    more.add(chip);
    return new Composer(draft, undo, kills, -1, more)
        .edit(draft.insert(Character.toString(FIRST_CHIP + chips.size())));
  }

  public Composer move(int place) {
    return new Composer(draft.at(place), undo, kills, -1, chips);
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
        chips);
  }

  public Composer yank() {
    if (kills.isEmpty()) {
      return this;
    }
    int from = draft.caret();
    Composer yanked = edit(draft.insert(kills.getLast()));
    return new Composer(yanked.draft, yanked.undo, kills, from, chips);
  }

  /** Right after a yank: the kill before it in its place. */
  public Composer yankPop() {
    if (yankedFrom < 0 || kills.size() < 2) {
      return this;
    }
    List<String> turned = new ArrayList<>(kills);
    turned.addFirst(turned.removeLast());
    Draft without = draft.deleteTo(yankedFrom);
    return new Composer(without.insert(turned.getLast()), undo, turned, yankedFrom, chips);
  }

  public Composer undone() {
    return undo.isEmpty()
        ? this
        : new Composer(undo.getLast(), undo.subList(0, undo.size() - 1), kills, -1, chips);
  }

  /** Another text in place of this one; undo brings this one back. */
  public Composer replace(String text) {
    return replace(text, List.of());
  }

  /**
   * The same, where the text's labels mean these images, or such as were attached here before. A
   * label of no known image is plain text.
   */
  public Composer replace(String text, List<UserImage> images) {
    List<Chip> more = new ArrayList<>(chips);
    images.forEach(image -> more.add(new Chip.Attached(image)));
    StringBuilder chipped = new StringBuilder();
    Matcher labels = LABEL.matcher(clean(text));
    while (labels.find()) {
      int chip = named(more, labels.group("name"), labels.group("size"));
      String put = chip < 0 ? labels.group() : Character.toString(FIRST_CHIP + chip);
      labels.appendReplacement(chipped, Matcher.quoteReplacement(put));
    }
    labels.appendTail(chipped);
    return new Composer(draft, undo, kills, -1, more).edit(Draft.of(chipped.toString()));
  }

  /** The newest image of that name and size; -1 for none. */
  private static int named(List<Chip> chips, String name, String size) {
    for (int i = Math.min(chips.size(), MOST_CHIPS) - 1; i >= 0; i--) {
      if (chips.get(i) instanceof Chip.Attached(UserImage image)
          && image.name().equals(name)
          && size.equals(image.width() + "x" + image.height())) {
        return i;
      }
    }
    return -1;
  }

  /** A message with the labels of images that its text does not name before it. */
  public static String labelled(String text, List<UserImage> images) {
    StringBuilder missing = new StringBuilder();
    for (int i = 0; i < images.size(); i++) {
      String label = images.get(i).label(i + 1);
      missing.append(text.contains(label) ? "" : label + " ");
    }
    return missing.isEmpty() ? text : (missing + text).stripTrailing();
  }

  /** Empty, for the next message; the kill ring stays, and the chips that may stand in it. */
  public Composer sent() {
    long kept = chips.stream().mapToLong(Composer::size).sum();
    return kept > MOST_KEPT || chips.size() > MOST_CHIPS / 2
        ? EMPTY
        : new Composer(Draft.EMPTY, List.of(), kills, -1, chips);
  }

  private static long size(Chip chip) {
    return chip instanceof Chip.Pasted(String text) ? text.length() : 0;
  }

  private Composer edit(Draft next) {
    List<Draft> steps = new ArrayList<>(undo);
    steps.add(draft);
    return new Composer(
        next, steps.subList(Math.max(0, steps.size() - MOST_UNDO), steps.size()), kills, -1, chips);
  }

  private Chip chip(int point) {
    return chips.get(point - FIRST_CHIP);
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

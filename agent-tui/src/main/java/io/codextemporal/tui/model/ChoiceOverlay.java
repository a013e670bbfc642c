package io.codextemporal.tui.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A list to choose from.
 *
 * @param filter what was typed to narrow it; always empty where {@code filters} is false
 * @param selected index into what the filter leaves
 * @param hint the keys, in a few words
 * @param undo what leaving without a choice asks for
 * @param guardedFrom letters and Enter count only a moment after it; null for one that was asked
 *     for
 */
public record ChoiceOverlay(
    String title,
    List<Item> items,
    boolean filters,
    String filter,
    int selected,
    Place place,
    String hint,
    List<Intent> undo,
    @Nullable Instant guardedFrom)
    implements Overlay {
  /**
   * One of them.
   *
   * @param key chooses it at once; empty for none
   * @param intents what choosing it asks for
   * @param tries what coming to it asks for, to see how that would be
   */
  public record Item(
      String label, String detail, String key, List<Intent> intents, List<Intent> tries) {
    public Item {
      intents = List.copyOf(intents);
      tries = List.copyOf(tries);
    }

    public Item(String label, String detail, String key, List<Intent> intents) {
      this(label, detail, key, intents, List.of());
    }

    public static Item of(String label, String detail, Intent... intents) {
      return new Item(label, detail, "", List.of(intents));
    }

    /** One that can be seen before it is chosen. */
    public static Item tried(String label, String detail, Intent intent) {
      return new Item(label, detail, "", List.of(intent), List.of(intent));
    }
  }

  public ChoiceOverlay {
    items = List.copyOf(items);
    undo = List.copyOf(undo);
  }

  public ChoiceOverlay(
      String title,
      List<Item> items,
      boolean filters,
      String filter,
      int selected,
      Place place,
      String hint) {
    this(title, items, filters, filter, selected, place, hint, List.of(), null);
  }

  public static ChoiceOverlay of(String title, List<Item> items, int selected) {
    return new ChoiceOverlay(
        title, items, false, "", selected, Place.INSTEAD_OF_COMPOSER, "enter chooses • esc closes");
  }

  public static ChoiceOverlay searching(String title, List<Item> items) {
    return new ChoiceOverlay(
        title,
        items,
        true,
        "",
        0,
        Place.INSTEAD_OF_COMPOSER,
        "type to search • enter chooses • esc closes");
  }

  /** What the filter leaves: items that hold all its words. */
  public List<Item> shown() {
    if (filter.isBlank()) {
      return items;
    }
    String[] words = filter.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return items.stream()
        .filter(item -> {
          String text = (item.label() + " " + item.detail()).toLowerCase(Locale.ROOT);
          return java.util.Arrays.stream(words).allMatch(text::contains);
        })
        .toList();
  }

  public ChoiceOverlay select(int index) {
    int most = Math.max(0, shown().size() - 1);
    return new ChoiceOverlay(
        title, items, filters, filter, Math.clamp(index, 0, most), place, hint, undo, guardedFrom);
  }

  public ChoiceOverlay filtered(String next) {
    return new ChoiceOverlay(title, items, filters, next, 0, place, hint, undo, guardedFrom);
  }

  /** One that nobody asked for: keys that were on their way choose nothing. */
  public ChoiceOverlay guarded(Instant from, String keys) {
    return new ChoiceOverlay(title, items, filters, filter, selected, place, keys, undo, from);
  }

  /** One whose items are tried as one comes to them. */
  public ChoiceOverlay undoneBy(Intent... intents) {
    return new ChoiceOverlay(
        title, items, filters, filter, selected, place, hint, List.of(intents), guardedFrom);
  }
}

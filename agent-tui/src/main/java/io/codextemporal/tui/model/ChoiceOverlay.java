package io.codextemporal.tui.model;

import java.util.List;
import java.util.Locale;

/**
 * A list to choose from.
 *
 * @param filter what was typed to narrow it; always empty where {@code filters} is false
 * @param selected index into what the filter leaves
 * @param hint the keys, in a few words
 */
public record ChoiceOverlay(
    String title,
    List<Item> items,
    boolean filters,
    String filter,
    int selected,
    Place place,
    String hint)
    implements Overlay {
  /**
   * One of them.
   *
   * @param key chooses it at once; empty for none
   * @param intents what choosing it asks for
   */
  public record Item(String label, String detail, String key, List<Intent> intents) {
    public Item {
      intents = List.copyOf(intents);
    }

    public static Item of(String label, String detail, Intent... intents) {
      return new Item(label, detail, "", List.of(intents));
    }
  }

  public ChoiceOverlay {
    items = List.copyOf(items);
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
        title, items, filters, filter, Math.clamp(index, 0, most), place, hint);
  }

  public ChoiceOverlay filtered(String next) {
    return new ChoiceOverlay(title, items, filters, next, 0, place, hint);
  }
}

package io.codextemporal.activities.catalogue;

import io.codextemporal.policy.TruncationPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The models in force: a table, and what is assumed of a model that is not in it. */
public final class ModelCatalogue {
  private static final List<String> ALL = List.of("minimal", "low", "medium", "high", "xhigh");
  private static final List<String> NO_MINIMAL = List.of("low", "medium", "high", "xhigh");
  private static final List<String> WIDEST = List.of("low", "medium", "high", "xhigh", "max");

  private static final TruncationPolicy OUTPUT = TruncationPolicy.tokens(10_000);
  private static final TruncationPolicy UNKNOWN_OUTPUT = TruncationPolicy.bytes(10_000);

  private final Map<String, ModelRecord> records = new TreeMap<>();

  public ModelCatalogue() {
    add("gpt-6-sol", 400_000, WIDEST);
    add("gpt-5.6", 400_000, WIDEST);
    add("gpt-5.5", 272_000, NO_MINIMAL);
    add("gpt-5.4", 272_000, NO_MINIMAL);
    add("gpt-5.4-mini", 272_000, NO_MINIMAL);
    add("gpt-5.3-codex", 272_000, NO_MINIMAL);
    add("gpt-5.2", 272_000, NO_MINIMAL);
    add("gpt-5", 272_000, ALL);
    add("gpt-5-codex", 272_000, NO_MINIMAL);
  }

  private void add(String name, long window, List<String> efforts) {
    records.put(name, new ModelRecord(name, window, efforts, "medium", true, true, true, OUTPUT));
  }

  /** Every model of the table, by name. */
  public List<ModelRecord> all() {
    return List.copyOf(records.values());
  }

  /**
   * The record of a model. One that is not in the table has that of the longest name it begins with
   * ({@code gpt-5.5-2026-06-01}); any other is taken for a plain model that reasons by itself.
   */
  public ModelRecord find(String name) {
    ModelRecord best =
        new ModelRecord(name, 128_000, List.of(), null, false, false, false, UNKNOWN_OUTPUT);
    int length = 0;
    for (ModelRecord known : records.values()) {
      boolean same = name.equals(known.name()) || name.startsWith(known.name() + "-");
      if (same && known.name().length() > length) {
        length = known.name().length();
        best = known;
      }
    }
    return best;
  }
}

package io.codextemporal.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ways to make a conversation acceptable again that the provider refuses as it is, the least loss
 * first. Pure: the same conversation is always mended the same way.
 *
 * <p>What an earlier request was answered with ({@code answered} items) is above suspicion, except
 * for reasoning, which a provider may stop accepting, and for broken structure.
 */
public enum Mending {
  /** Every call gets exactly one output; what is no item or answers no call goes. */
  STRUCTURE("answered calls that had no output") {
    @Override
    public List<HistoryEntry> mend(List<HistoryEntry> entries, int answered) {
      return new StructureMending(entries).mended();
    }
  },

  /** Outputs that no answered request held are replaced by a note. */
  OUTPUTS("left out the newest tool outputs") {
    @Override
    public List<HistoryEntry> mend(List<HistoryEntry> entries, int answered) {
      return since(entries, answered, Mending::withoutOutput);
    }
  },

  /** Sealed reasoning goes, everywhere. */
  REASONING("left out the model's earlier reasoning") {
    @Override
    public List<HistoryEntry> mend(List<HistoryEntry> entries, int answered) {
      return entries.stream()
          .filter(entry -> !(ItemView.of(entry.item()) instanceof ItemView.Reasoning))
          .toList();
    }
  },

  /** The model's newest items, and what its tools answered, are told as plain text. */
  ANSWERS("told the model its last steps as plain text") {
    @Override
    public List<HistoryEntry> mend(List<HistoryEntry> entries, int answered) {
      return PlainTelling.of(entries, answered);
    }
  },

  /** Messages of failed turns before the newest message are replaced by a note. */
  MESSAGES("left out earlier messages that were never answered") {
    @Override
    public List<HistoryEntry> mend(List<HistoryEntry> entries, int answered) {
      int newest = newestMessage(entries);
      List<HistoryEntry> mended =
          new ArrayList<>(since(entries.subList(0, newest), answered, Mending::withoutWords));
      mended.addAll(entries.subList(newest, entries.size()));
      return mended;
    }
  };

  private static final Set<String> PEOPLE = Set.of("user", "developer");
  private static final String REFUSED_OUTPUT =
      "[this output was left out: the provider refused the request that held it]";
  private static final String REFUSED_MESSAGE =
      "[a message was left out here: the provider refused the request that held it]";

  private final String deed;

  Mending(String deed) {
    this.deed = deed;
  }

  /** What was done, for people, in the past tense. */
  public String deed() {
    return deed;
  }

  /**
   * The conversation with this remedy; equal to {@code entries} where there is nothing to remedy.
   */
  public abstract List<HistoryEntry> mend(List<HistoryEntry> entries, int answered);

  private interface Remedy {
    HistoryEntry of(HistoryEntry entry);
  }

  private static List<HistoryEntry> since(List<HistoryEntry> entries, int answered, Remedy remedy) {
    List<HistoryEntry> mended = new ArrayList<>(entries);
    for (int i = answered; i < mended.size(); i++) {
      mended.set(i, remedy.of(mended.get(i)));
    }
    return mended;
  }

  private static HistoryEntry withoutOutput(HistoryEntry entry) {
    return CallItem.of(entry.item())
        .filter(CallItem::output)
        .map(call -> HistoryEntry.of(call.answeredWith(REFUSED_OUTPUT)))
        .orElse(entry);
  }

  private static HistoryEntry withoutWords(HistoryEntry entry) {
    return isMessageOfPeople(entry)
        ? HistoryEntry.of(OutputItems.userMessage(REFUSED_MESSAGE))
        : entry;
  }

  private static int newestMessage(List<HistoryEntry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (isMessageOfPeople(entries.get(i))) {
        return i;
      }
    }
    return entries.size();
  }

  static boolean isMessageOfPeople(HistoryEntry entry) {
    return ItemView.of(entry.item()) instanceof ItemView.Message message
        && PEOPLE.contains(message.role());
  }
}

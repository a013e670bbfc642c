package io.codextemporal.workflow;

import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionState;
import io.codextemporal.protocol.SessionStatus;
import io.codextemporal.protocol.SessionSummary;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.converter.DataConverterException;
import io.temporal.workflow.Workflow;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lists of sessions show when nobody asks the session itself: the status as a search
 * attribute, the summary as a sealed memo.
 *
 * <p>Each change costs an event, so there are few: the attribute follows the state, the memo only a
 * session that works no more. A session that was started without the attribute (a server that does
 * not have it) never sets it, and tells by the memo alone.
 */
final class Visibility {
  private static final SearchAttributeKey<String> STATUS =
      SearchAttributeKey.forKeyword(MessageNames.ATTRIBUTE_STATUS);

  private final Supplier<SessionSummary> summary;
  private final boolean hasAttribute;
  private String shown;
  private @Nullable SessionSummary told;

  Visibility(Supplier<SessionSummary> summary) {
    this.summary = summary;
    String now = Workflow.getTypedSearchAttributes().get(STATUS);
    hasAttribute = now != null;
    shown = now == null ? "" : now;
    told = fromStart();
  }

  /** The memo that whoever started this run has set, or null. */
  private static @Nullable SessionSummary fromStart() {
    try {
      return (SessionSummary) Workflow.getMemo(MessageNames.MEMO_SUMMARY, SessionSummary.class);
    } catch (DataConverterException e) {
      return null;
    }
  }

  /** Tells what changed since last told. */
  void refresh() {
    SessionSummary now = summary.get();
    SessionStatus status = now.status();
    String word = status.state().name().toLowerCase(Locale.ROOT);
    if (hasAttribute && !word.equals(shown)) {
      Workflow.upsertTypedSearchAttributes(STATUS.valueSet(word));
      shown = word;
    }
    boolean worthTelling = !hasAttribute || status.state() != SessionState.WORKING;
    if (worthTelling && !sameAsTold(now)) {
      Workflow.upsertMemo(memo(now));
      told = now;
    }
  }

  /** The memo for a run that takes over. */
  Map<String, Object> memo() {
    return memo(summary.get());
  }

  private static Map<String, Object> memo(SessionSummary summary) {
    return Map.of(MessageNames.MEMO_SUMMARY, summary);
  }

  private boolean sameAsTold(SessionSummary now) {
    SessionSummary before = told;
    return before != null
        && new SessionSummary(
                before.session(),
                before.status(),
                before.cwd(),
                before.branch(),
                before.model(),
                before.title(),
                before.turns(),
                before.createdAt(),
                now.updatedAt(),
                before.parent(),
                before.usage(),
                before.machine())
            .equals(now);
  }
}

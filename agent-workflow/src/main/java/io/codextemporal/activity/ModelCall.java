package io.codextemporal.activity;

import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.protocol.WebSearch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request to the model: never the conversation, only its known beginning and what came since.
 *
 * @param conversation names the conversation's generation within the session: it counts up when the
 *     history is replaced (compaction)
 * @param base the beginning that some worker has answered from before
 * @param delta what came since, in order
 * @param whole the conversation after the delta, to check the result against
 * @param requestKind turn, title, summary, review or memory
 * @param heartbeatMillis how often streamed text is told
 * @param webSearch how the model may look at the web
 */
public record ModelCall(
    SessionId session,
    TurnId turn,
    int conversation,
    Prefix base,
    List<DeltaItem> delta,
    Prefix whole,
    ModelSettings model,
    String requestKind,
    @Nullable String outputSchema,
    long heartbeatMillis,
    WebSearch webSearch) {
  public ModelCall {
    delta = List.copyOf(delta);
    webSearch = webSearch == null ? WebSearch.OFF : webSearch; // What an older build wrote.
  }

  /** A request of a session that does not look at the web. */
  public ModelCall(
      SessionId session,
      TurnId turn,
      int conversation,
      Prefix base,
      List<DeltaItem> delta,
      Prefix whole,
      ModelSettings model,
      String requestKind,
      @Nullable String outputSchema,
      long heartbeatMillis) {
    this(
        session,
        turn,
        conversation,
        base,
        delta,
        whole,
        model,
        requestKind,
        outputSchema,
        heartbeatMillis,
        WebSearch.OFF);
  }
}

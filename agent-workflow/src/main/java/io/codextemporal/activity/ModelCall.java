package io.codextemporal.activity;

import io.codextemporal.conversation.DeltaItem;
import io.codextemporal.conversation.Prefix;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.TurnId;
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
    long heartbeatMillis) {
  public ModelCall {
    delta = List.copyOf(delta);
  }
}

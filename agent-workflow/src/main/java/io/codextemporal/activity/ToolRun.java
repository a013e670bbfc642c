package io.codextemporal.activity;

import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Run this call, if the policy lets it.
 *
 * @param turn null for a command of the user's own
 * @param grant what a person approved for this call, or null
 * @param sessionGrants keys of what was approved for the whole session
 * @param byUser whether the user typed it ({@code !command}): it runs as typed
 * @param model who reads the output, or null where that is not known
 * @param owner the queue of the worker that holds the call's place, as far as the session knows;
 *     null where nobody does. A worker that is another runs the call only when that one is dead
 */
public record ToolRun(
    SessionId session,
    @Nullable TurnId turn,
    ToolCall call,
    ToolSettings settings,
    @Nullable Grant grant,
    List<String> sessionGrants,
    boolean byUser,
    long heartbeatMillis,
    @Nullable String model,
    @Nullable String owner) {
  public ToolRun {
    sessionGrants = List.copyOf(sessionGrants);
  }

  /** A run of which it is not known who reads the output. */
  public ToolRun(
      SessionId session,
      @Nullable TurnId turn,
      ToolCall call,
      ToolSettings settings,
      @Nullable Grant grant,
      List<String> sessionGrants,
      boolean byUser,
      long heartbeatMillis) {
    this(session, turn, call, settings, grant, sessionGrants, byUser, heartbeatMillis, null, null);
  }

  /**
   * A person's approval, bound to exactly what was shown.
   *
   * @param digest the pending request's digest
   * @param again whether it lets a call with an unknown outcome run once more
   * @param amendment the command prefix to allow for good, or null
   */
  public record Grant(String digest, boolean again, @Nullable List<String> amendment) {
    public Grant {
      amendment = amendment == null ? null : List.copyOf(amendment);
    }

    /** A grant that changes no rule. */
    public Grant(String digest, boolean again) {
      this(digest, again, null);
    }
  }
}

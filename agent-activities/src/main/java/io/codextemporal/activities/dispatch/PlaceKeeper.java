package io.codextemporal.activities.dispatch;

import io.codextemporal.protocol.SessionId;
import java.io.IOException;

/** Ends what lives in this process, or what a dead one left of it. */
public interface PlaceKeeper {
  /** Whether places of this name are its own. */
  boolean keeps(String place);

  /** Ends it; its processes are gone on return. Returns whether there was something. */
  boolean free(SessionId session, String place) throws IOException, InterruptedException;
}

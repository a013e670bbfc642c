package io.codextemporal.tui.model;

import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SettingsPatch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the update asks the world to do. Done on other threads; answers come back as messages. */
public sealed interface Effect {
  /** Sends an op; the first one of a fresh screen begins the session. */
  record Submit(Op op) implements Effect {}

  /** Shows another session: its events from the end backwards. */
  record Attach(SessionId session) implements Effect {}

  /** Leaves the shown session and waits for the first op of a fresh one. */
  record StartFresh() implements Effect {}

  /** Changes what a session begun from here would work under. */
  record Configure(SettingsPatch patch) implements Effect {}

  /** The next message begins a copy of the shown session; up to {@code cut}, or all of it. */
  record Fork(@Nullable Cut cut) implements Effect {}

  /** Older events of a session; null means the shown one. */
  record LoadEarlier(@Nullable SessionId of, long beforeSeq) implements Effect {
    /** What comes before all that a transcript has. */
    public static LoadEarlier of(Transcript transcript) {
      return new LoadEarlier(transcript.head(), transcript.first());
    }
  }

  record ListSessions(boolean everywhere) implements Effect {}

  /** More about a session of the list; a later one makes an earlier one needless. */
  record Preview(SessionId session) implements Effect {}

  /** Files of this machine's folder, while no session can be asked; answered by FilesFound. */
  record FindFiles(String query, int limit) implements Effect {}

  /** What changed in this machine's folder, while no session can be asked; answered by DiffRead. */
  record ReadDiff() implements Effect {}

  /** Leaves images on this machine for the message; answered by ImagesAttached. */
  record AttachImages(String pasted, List<String> files) implements Effect {
    public AttachImages {
      files = List.copyOf(files);
    }
  }

  /** The same with the image that the desktop's clipboard holds. */
  record PasteImage() implements Effect {}

  /** Writes down whether the user trusts a folder; the settings are read again. */
  record Trust(String folder, boolean trusted) implements Effect {}

  /** Every setting of a session begun now and where it came from, below {@code head}. */
  record ExplainSettings(String head) implements Effect {}

  record Show() implements Effect {}

  /** One look at what streams now; answered by Streamed. */
  record Peek() implements Effect {}

  /** One {@link Msg.Ticked} at that time; a later request replaces an earlier one. */
  record Tick(Instant at) implements Effect {}

  record EditExternally(String text) implements Effect {}

  record Copy(String text) implements Effect {}

  record Notify(String title, String body) implements Effect {}

  record SetTitle(String title) implements Effect {}

  record SaveDraft(String text) implements Effect {}

  record AppendHistory(String prompt) implements Effect {}

  record Export(@Nullable String file) implements Effect {}

  /** Forgets the key that was left with `ct login`. */
  record Logout() implements Effect {}

  record Suspend() implements Effect {}

  record Repaint() implements Effect {}

  record CaptureMouse(boolean on) implements Effect {}

  /** Ends the screen; the session lives on. {@code farewell} is printed to the normal screen. */
  record Quit(String farewell) implements Effect {}
}

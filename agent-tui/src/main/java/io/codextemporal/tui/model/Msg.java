package io.codextemporal.tui.model;

import io.codextemporal.protocol.EventPage;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionDetail;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SessionSettings;
import io.codextemporal.protocol.SessionSummary;
import io.codextemporal.protocol.StreamBeat;
import io.codextemporal.protocol.UserImage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that can change the screen. Time is a message; nothing below reads a clock. */
public sealed interface Msg {
  record Pressed(Key key, Instant at) implements Msg {}

  /** Text that came as one piece: a bracketed paste, or a burst no hand types. */
  record Pasted(String text, Instant at) implements Msg {}

  /** {@code row} and {@code column} count from 0; {@code kind} as the terminal tells it. */
  record Moused(Mouse kind, int column, int row, boolean shift) implements Msg {}

  record Resized(Size size) implements Msg {}

  record Focused(boolean focused) implements Msg {}

  /** The one tick that was asked for by {@link Effect.Tick}. */
  record Ticked(Instant at) implements Msg {}

  /** Back from a suspension or an editor: everything must be painted again. */
  record Resumed() implements Msg {}

  /** What is waited for before the session can be used; empty when it can. */
  record Connection(State state, String sentence, String remedy) implements Msg {}

  /** The session that is shown from now on. */
  record Attached(SessionId session, String cwd, String machine, SessionSettings settings)
      implements Msg {}

  /**
   * The next message begins a copy of a session, which works there and so.
   *
   * @param of the session that is copied
   * @param page its newest events; null when the screen has them already
   * @param cut before which message the copy ends; null for all of it
   */
  record Forked(
      SessionId of,
      @Nullable EventPage page,
      @Nullable Cut cut,
      String cwd,
      String machine,
      SessionSettings settings,
      Instant at)
      implements Msg {}

  /** The session that was to be shown cannot be; the next message begins a fresh one. */
  record Unopened() implements Msg {}

  /** The process is told to end, by a signal: the screen is left as by a hand. */
  record Terminated() implements Msg {}

  /** What the screen was started for cannot be had: it ends. */
  record Leave() implements Msg {}

  /** The configuration is read: what a session begun here would work under. */
  record Configured(String cwd, String machine, SessionSettings settings, List<String> warnings)
      implements Msg {
    public Configured {
      warnings = List.copyOf(warnings);
    }
  }

  /** What is to be known before anything is sent, as that the configuration cannot be read. */
  record Warned(List<String> sentences) implements Msg {
    public Warned {
      sentences = List.copyOf(sentences);
    }
  }

  /** {@code [tui.keymap]}: keys by action name. */
  record Remapped(Map<String, List<String>> keymap) implements Msg {}

  /** {@code vim_mode_default}: whether keys are vi's from the start. */
  record ViMode(boolean on) implements Msg {}

  /** The server holds the op; whatever happens now, it will be answered. */
  record Sent(OpId op) implements Msg {}

  /** The op was not taken and will not be tried again. */
  record NotSent(OpId op, String sentence, String remedy) implements Msg {}

  record Arrived(EventPage page, Instant at) implements Msg {}

  /** Older events, for the top of the transcript. */
  record ArrivedEarlier(EventPage page) implements Msg {}

  /** What streams now, by activity id; activities that ended are left out. */
  record Streamed(Map<String, StreamBeat> beats) implements Msg {}

  record Listed(List<SessionSummary> sessions, Instant at) implements Msg {}

  /** More about a session that is looked at in the list. */
  record Previewed(SessionDetail detail) implements Msg {}

  record FilesFound(List<String> paths, boolean more) implements Msg {
    public FilesFound {
      paths = List.copyOf(paths);
    }
  }

  /** Nobody has said yet whether this folder is trusted. */
  record Untrusted(String folder, Instant at) implements Msg {}

  /** A text to be read at leisure. */
  record Paged(String title, String text) implements Msg {}

  record Shown(SessionDetail detail, Instant at) implements Msg {}

  /** Prompts of earlier sessions, oldest first. */
  record HistoryLoaded(List<String> prompts) implements Msg {}

  /**
   * What changed in this machine's folder.
   *
   * @param problem why there is no diff; empty where there is one
   */
  record DiffRead(String diff, boolean cut, String problem, Instant at) implements Msg {}

  /** Images for the message that is being written. */
  record ImagesAttached(List<UserImage> images, Instant at) implements Msg {
    public ImagesAttached {
      images = List.copyOf(images);
    }
  }

  /**
   * What looked like names of images were none that can be shown: {@code why} when it is worth a
   * word.
   */
  record NoImages(String pasted, String why, Instant at) implements Msg {}

  /** The draft that was left when this folder's screen last ended. */
  record DraftLoaded(String text) implements Msg {}

  /** What the editor left; null when it was given up. */
  record Edited(@Nullable String text) implements Msg {}

  /** Something asked for did not work; one sentence and what to do. */
  record Failed(String sentence, String remedy) implements Msg {}

  /** Something asked for worked; one sentence. */
  record Done(String sentence) implements Msg {}

  /** The mouse, as far as we care. */
  enum Mouse {
    PRESS,
    DRAG,
    RELEASE,
    WHEEL_UP,
    WHEEL_DOWN
  }

  /** How the way to the session stands. */
  enum State {
    STARTING,
    CONNECTED,
    NO_WORKER,
    LOST,
    IMPOSSIBLE
  }
}

package io.codextemporal.tui.model;

import io.codextemporal.protocol.ApprovalDecision;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.SettingsPatch;
import io.codextemporal.protocol.UserImage;
import java.util.List;
import java.util.Map;

/** What a key in an overlay asks of the whole screen. */
public sealed interface Intent {
  /**
   * An answer to a request.
   *
   * @param digest that of exactly what was shown
   * @param number which of those that came together it was
   */
  record Decide(CallId call, ApprovalDecision decision, String digest, int number)
      implements Intent {}

  record Answer(CallId call, Map<String, List<String>> answers) implements Intent {
    public Answer {
      answers = Map.copyOf(answers);
    }
  }

  record Attach(SessionId session) implements Intent {}

  record Override(SettingsPatch patch) implements Intent {}

  /** A slash command with its words, as if it had been typed. */
  record Run(String command, String arguments) implements Intent {}

  /** The draft's text from {@code from} to the caret (UTF-16 units) is replaced. */
  record Complete(int from, String text) implements Intent {}

  /** Another draft in place of this one. */
  record Redraft(String text, List<UserImage> images) implements Intent {
    public Redraft {
      images = List.copyOf(images);
    }

    public Redraft(String text) {
      this(text, List.of());
    }
  }

  /** A sentence that stands for a moment. */
  record Toast(String text) implements Intent {}

  /** A copy of the session that ends before a message, which comes back as the draft. */
  record Fork(Cut cut) implements Intent {}

  record Open(Overlay overlay) implements Intent {}

  record Do(Effect effect) implements Intent {}

  record Trust(String folder, boolean trusted) implements Intent {}

  record SetTheme(io.codextemporal.tui.text.Theme theme) implements Intent {}

  /** Ends the screen; with {@code stop} the session too. */
  record Leave(boolean stop) implements Intent {}

  /** Ends the session and stays. */
  record StopSession() implements Intent {}

  /** The key is not the overlay's: the next one down, or the composer, has it. */
  record Pass() implements Intent {}
}

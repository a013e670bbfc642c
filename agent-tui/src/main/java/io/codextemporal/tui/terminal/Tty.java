package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Size;
import java.io.IOException;

/**
 * The terminal as the loop needs it. Writes and mode changes come from the screen's thread; {@link
 * #read} and {@link #size} from any.
 */
public interface Tty {
  /** Bytes as they are typed: blocks for the first; -1 when the terminal is gone. */
  int read(byte[] into) throws IOException;

  /** How many bytes can be read without waiting. */
  int available() throws IOException;

  /** One write. */
  void write(byte[] bytes) throws IOException;

  /** As it was when it was last measured. */
  Size size();

  /** Asks the terminal. */
  Size measure();

  /** Whether the mouse is ours, now and when the screen is entered again. */
  void mouse(boolean on) throws IOException;

  /** Every byte as it is typed, and all the modes of the screen. */
  void enter() throws IOException;

  /** Where the shell goes on after the next leave, a row from 0; forgotten when entered. */
  default void leavesAt(int row) {}

  /** The terminal as it was found. May be called twice. */
  void leave() throws IOException;

  /** The same at the end; may be called twice, and after {@link #leave}. */
  void leaveForGood() throws IOException;

  /**
   * Stops this process and its like, as the shell's job control expects; returns when continued.
   */
  void stop() throws IOException;
}

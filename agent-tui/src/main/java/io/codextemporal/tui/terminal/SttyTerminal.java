package io.codextemporal.tui.terminal;

import io.codextemporal.tui.model.Size;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The terminal of this process, its line settings changed by {@code stty}: a child of two
 * milliseconds, where the foreign function API would cost a third of a second at the first call.
 *
 * <p>The launcher has set raw mode already and tells the size and the settings that were ({@code
 * ct.tty.size} as {@code ROWS COLUMNS}, {@code ct.tty.saved}); it also restores them when this
 * process is gone, however that came. Without a launcher all of it is done here.
 */
public final class SttyTerminal implements Tty {
  private static final Size USUAL = new Size(80, 24);

  private final InputStream in = new FileInputStream(FileDescriptor.in);
  private final OutputStream out = new FileOutputStream(FileDescriptor.out);
  private final boolean alternate;
  private final boolean launched;
  private @Nullable String saved;
  private volatile Size size;
  private boolean mouse;
  private boolean raw;
  private boolean entered;
  private int end = -1;

  /** {@code alternate} false leaves the terminal's own scrollback in use. */
  public static SttyTerminal of(boolean alternate, boolean mouse) {
    String saved = System.getProperty("ct.tty.saved", "");
    Size told = parse(System.getProperty("ct.tty.size", ""));
    return new SttyTerminal(alternate, mouse, saved.isBlank() ? null : saved, told);
  }

  /** The line as it was before the launcher prepared it for a screen that is not to be. */
  public static void giveBack() {
    String saved = System.getProperty("ct.tty.saved", "");
    if (!saved.isBlank()) {
      stty(saved);
      System.clearProperty("ct.tty.saved");
    }
  }

  /** One that nobody sees, in its place. */
  public Tty rehearsed() {
    return new RehearsalTty();
  }

  private SttyTerminal(
      boolean alternate, boolean mouse, @Nullable String saved, @Nullable Size told) {
    this.alternate = alternate;
    this.mouse = mouse;
    this.saved = saved;
    this.launched = saved != null;
    this.raw = launched;
    Size known = told == null ? parse(stty("size")) : told;
    this.size = known == null ? USUAL : known;
  }

  @Override
  public int read(byte[] into) throws IOException {
    return in.read(into);
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  @Override
  public Size size() {
    return size;
  }

  @Override
  public Size measure() {
    Size now = parse(stty("size"));
    if (now != null) {
      size = now;
    }
    return size;
  }

  @Override
  public void mouse(boolean on) throws IOException {
    mouse = on;
    write(Modes.mouse(on).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public synchronized void enter() throws IOException {
    if (!raw) {
      if (saved == null) {
        saved = stty("-g").strip();
      }
      stty("raw", "-echo");
      raw = true;
    }
    entered = true;
    end = -1;
    write(Modes.enter(alternate, size.rows(), mouse).getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public synchronized void leavesAt(int row) {
    end = row;
  }

  @Override
  public synchronized void leave() throws IOException {
    leaveModes();
    String settings = saved;
    if (raw && settings != null) {
      stty(settings);
      raw = false;
    }
  }

  @Override
  public synchronized void leaveForGood() throws IOException {
    // The launcher, where there is one, restores the line.
    if (launched) {
      leaveModes();
    } else {
      leave();
    }
  }

  private void leaveModes() throws IOException {
    if (entered) {
      entered = false;
      write(
          Modes.leave(alternate, end < 0 ? size.rows() : end).getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public void stop() throws IOException {
    leave();
    // The whole group: a launcher that waits for us is what the shell looks at.
    run(List.of("sh", "-c", "kill -STOP 0"));
    measure();
    enter();
  }

  /** What stty prints; empty when it cannot be run. */
  private static String stty(String... words) {
    List<String> command = new java.util.ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      process.waitFor(2, TimeUnit.SECONDS);
      return said;
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static void run(List<String> command) throws IOException {
    try {
      new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code ROWS COLUMNS}; null for anything else. */
  static @Nullable Size parse(String text) {
    String told = text.strip();
    int space = Math.max(told.indexOf(' '), told.indexOf('x'));
    if (space < 0) {
      return null;
    }
    int rows = number(told.substring(0, space));
    int columns = number(told.substring(space + 1));
    return rows == 0 || columns == 0 ? null : new Size(columns, rows);
  }

  /** Of one to four digits; 0 for anything else. */
  private static int number(String digits) {
    int number = digits.isEmpty() || digits.length() > 4 ? -1 : 0;
    for (int i = 0; i < digits.length() && number >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return Math.max(0, number);
  }
}

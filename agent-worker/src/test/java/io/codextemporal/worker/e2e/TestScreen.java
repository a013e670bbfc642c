package io.codextemporal.worker.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.TestAbortedException;

/**
 * The screen as a person has it: {@code ct} in a terminal of tmux, on a private socket. What is on
 * it is looked at until it is there.
 */
public final class TestScreen implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String PROMPT = "shell$";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestHome home;
  private final String socket;
  private final Path pid;

  private TestScreen(TestHome home) throws IOException {
    this.home = home;
    this.socket = "ct-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    this.pid = Files.createTempFile(home.codexHome(), "screen-", ".pid");
  }

  /** Opens one of 80 columns and 24 rows. */
  public static TestScreen open(TestHome home, TestClient ct, String... arguments)
      throws Exception {
    TestScreen screen = new TestScreen(home);
    String shell =
        "sh -c " + quoted(screen.line(ct, arguments)) + "; echo \"ended with $?\"; exec sleep 1000";
    return screen.begun("sh", "-c", shell);
  }

  /** Opens one from an interactive shell with job control, whose prompt is {@code shell$}. */
  public static TestScreen inShell(TestHome home, TestClient ct, String... arguments)
      throws Exception {
    TestScreen screen = new TestScreen(home);
    Path script = Files.writeString(Path.of(screen.pid + ".sh"), screen.line(ct, arguments));
    screen.begun("bash", "--norc", "--noprofile", "-i").shows(PROMPT);
    return screen.type("sh " + script).press("Enter");
  }

  private String line(TestClient ct, String... arguments) {
    StringBuilder line = new StringBuilder("echo $$ >" + quoted(pid.toString()) + "; exec");
    ct.command(arguments).forEach(word -> line.append(' ').append(quoted(word)));
    return line.toString();
  }

  private TestScreen begun(String... program) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("-u", "-f", "/dev/null", "new-session", "-d", "-x", "80", "-y"));
    words.addAll(List.of("24", "-c", home.workspace().toString()));
    words.addAll(List.of(program));
    tmux(words.toArray(String[]::new));
    return this;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Types text as it is. */
  public TestScreen type(String text) throws Exception {
    tmux("send-keys", "-l", text);
    return this;
  }

  /** Presses keys by tmux's names: {@code Enter}, {@code Escape}, {@code C-c}. */
  public TestScreen press(String... keys) throws Exception {
    for (String key : keys) {
      tmux("send-keys", key);
    }
    return this;
  }

  /** Types a message and sends it. */
  public TestScreen say(String text) throws Exception {
    type(text).shows(text.length() > 60 ? text.substring(0, 40) : text);
    return press("Enter");
  }

  /** Pastes as a terminal does. */
  public TestScreen paste(String text) throws Exception {
    Path file = Files.createTempFile(home.codexHome(), "paste-", ".txt");
    Files.writeString(file, text);
    tmux("load-buffer", "-b", "paste", file.toString());
    tmux("paste-buffer", "-p", "-b", "paste");
    return this;
  }

  public TestScreen resize(int columns, int rows) throws Exception {
    tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    return this;
  }

  /** What is on it now. */
  public String text() throws Exception {
    return tmux("capture-pane", "-p");
  }

  /** What is on it and what the terminal has kept of what left it at its top. */
  public String history() throws Exception {
    return tmux("capture-pane", "-p", "-S", "-");
  }

  /** Waits until all of it is on the screen. */
  public TestScreen shows(String... texts) throws Exception {
    for (String text : texts) {
      until("`" + text + "` is shown", now -> now.contains(text));
    }
    return this;
  }

  /** Waits until it is gone from the screen. */
  public TestScreen hides(String text) throws Exception {
    return until("`" + text + "` is gone", now -> !now.contains(text));
  }

  /** Waits until the screen is like that. */
  public TestScreen until(String what, java.util.function.Predicate<String> condition)
      throws Exception {
    try {
      Await.until(what, PATIENCE, () -> condition.test(text()));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; the screen:\n" + text(), e);
    }
    return this;
  }

  public long pid() throws IOException {
    return Long.parseLong(Files.readString(pid).strip());
  }

  /** Kills the program, not the terminal. */
  public TestScreen kill9() throws Exception {
    new ProcessBuilder("kill", "-9", Long.toString(pid())).start().waitFor();
    return shows("ended with 137");
  }

  /** Tells the program to end. */
  public TestScreen terminate() throws Exception {
    new ProcessBuilder("kill", "-TERM", Long.toString(pid())).start().waitFor();
    return this;
  }

  /** Whether the terminal is a shell's: no other screen, no mouse of ours, a cursor. */
  public boolean isAsFound() throws Exception {
    return tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}")
        .strip()
        .equals("001");
  }

  private String tmux(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(home.environment());
    builder.environment().put("TERM", "xterm-256color");
    builder.environment().put("PS1", PROMPT + " ");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new TestAbortedException("no tmux", e);
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new AssertionError("tmux " + List.of(words) + ": " + said);
    }
    return said;
  }

  @Override
  public void close() throws IOException {
    try {
      tmux("kill-server");
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}

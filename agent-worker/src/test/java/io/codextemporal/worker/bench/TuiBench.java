package io.codextemporal.worker.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a person at the screen waits for, measured in a real pseudo-terminal. */
public final class TuiBench {
  private static final String COMPOSER = "What shall we do?";
  private static final int STARTS = 11;
  private static final int KEYS = 40;
  private static final int IDLE_SECONDS = 30;
  private static final Pattern CLOCK = Pattern.compile("1\\d{12}");

  private final Figures figures;
  private final World world;

  private TuiBench(Figures figures, World world) {
    this.figures = figures;
    this.world = world;
  }

  public static void main(String[] args) throws Exception {
    try (Figures figures = new Figures();
        World world = World.open()) {
      TuiBench bench = new TuiBench(figures, world);
      figures.part("exec → composer drawn", bench::start);
      figures.part("the launcher's own share", bench::launcher);
      figures.part("a turn at the screen", bench::turns);
      figures.part("attach to 200 turns", bench::attach);
      figures.part("10,000 messages", () -> LongSession.measure(figures, world));
      figures.part("key → bytes in process", () -> KeyPath.measure(figures, world));
    }
  }

  private PtyScreen open(int columns, int rows, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(World.LAUNCHER, "--yolo"));
    command.addAll(List.of(arguments));
    return PtyScreen.open(world.home(), columns, rows, command);
  }

  private static Sample sample(List<Long> nanos) {
    return new Sample(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private void start() throws Exception {
    List<Long> sample = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      try (PtyScreen screen = open(80, 24)) {
        long shown = screen.await(0, COMPOSER);
        if (i > 0) {
          sample.add(shown - screen.began);
        }
        Thread.sleep(1_000);
      }
    }
    figures.at("exec → composer drawn", 150, sample(sample));
  }

  /** A java that only says that it runs. */
  private void launcher() throws Exception {
    Path jdk = Files.createDirectories(world.home().codexHome().resolve("jdk"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho here\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    List<Long> through = new ArrayList<>();
    List<Long> plain = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      List<String> launcher = List.of("env", "CT_AOT=off", "JAVA_HOME=" + jdk, World.LAUNCHER);
      try (PtyScreen screen = PtyScreen.open(world.home(), 80, 24, launcher)) {
        through.add(screen.await(0, "here") - screen.began);
      }
      List<String> bare = List.of("env", "CT_AOT=off", java.toString());
      try (PtyScreen screen = PtyScreen.open(world.home(), 80, 24, bare)) {
        plain.add(screen.await(0, "here") - screen.began);
      }
    }
    figures.atMost(
        "the launcher's own share",
        15,
        " ms",
        sample(through).millis(0.5) - sample(plain).millis(0.5));
  }

  private void turns() throws Exception {
    try (PtyScreen screen = open(200, 50)) {
      screen.await(0, COMPOSER);
      says(screen, "hello");
      Thread.sleep(2_000);
      figures.atMost("memory after one turn", 130, " MiB", Proc.residentMegabytes(screen.jvm()));
      figures.at("key → echoed bytes, idle", 8, keys(screen));
      streaming(screen);
      burst(screen);
      scroll(screen);
      idle(screen);
    }
  }

  /** One turn, to its end. */
  private static void says(PtyScreen screen, String text) throws Exception {
    int mark = screen.size();
    screen.type(text);
    screen.await(mark, text.substring(text.length() - 1));
    mark = screen.size();
    screen.type("\r");
    screen.await(mark, "Worked for");
  }

  private static Sample keys(PtyScreen screen) throws Exception {
    List<Long> sample = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      String key = Character.toString('A' + i % 26);
      int mark = screen.size();
      long pressed = System.nanoTime();
      screen.type(key);
      sample.add(screen.await(mark, key) - pressed);
      Thread.sleep(20 + i % 7);
    }
    screen.type("\u0015");
    return sample(sample);
  }

  private void streaming(PtyScreen screen) throws Exception {
    screen.type("ticks 500 every 10 ms");
    Thread.sleep(300);
    int mark = screen.size();
    screen.type("\r");
    screen.await(mark, "1");
    Thread.sleep(1_000);
    figures.at("key → echoed bytes, 100 tokens/s", 8, keys(screen));
    screen.await(mark, "Worked for");
    List<Long> late = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Matcher clock = CLOCK.matcher(screen.since(mark));
    while (clock.find()) {
      if (seen.add(clock.group())) {
        long shown = screen.millisOf(mark + clock.end() - 1);
        late.add(Math.max(0, shown - Long.parseLong(clock.group())) * 1_000_000L);
      }
    }
    Sample tokens = sample(late);
    figures.at("token at the scripted server → on the screen", 70, tokens);
    figures.atMost("the same, p95", 130, " ms", tokens.millis(0.95));
    figures.note("of 500 tokens seen one by one", seen.size());
  }

  private void burst(PtyScreen screen) throws Exception {
    double cpu = Proc.cpuSeconds(screen.jvm());
    screen.type("ticks 5000 every 0 ms");
    Thread.sleep(300);
    int mark = screen.size();
    long entered = System.nanoTime();
    screen.type("\r");
    long shown = screen.await(mark, "Worked for");
    List<Long> sample = new ArrayList<>();
    sample.add(shown - entered);
    figures.at("5,000-token burst, Enter → last token shown", 1_500, sample(sample));
    figures.atMost("the same, CPU of the client", 1, " s", Proc.cpuSeconds(screen.jvm()) - cpu);
  }

  /** By one row in the pager, by three with the wheel; every row holds 200 columns of text. */
  private void scroll(PtyScreen screen) throws Exception {
    screen.type("\u0014");
    Thread.sleep(300);
    screen.type("\u0002");
    Thread.sleep(300);
    figures.atMost("scroll frame, 200×50", 0.5, " KB", kilobytes(screen, "k"));
    screen.type("q");
    Thread.sleep(300);
    figures.note(
        "the same of three rows at once, which are 0.6 KB of text",
        String.format(Locale.ROOT, "%.2f KB", kilobytes(screen, "\u001b[<64;10;10M")));
    screen.type("\u001b[1;5F");
  }

  private static double kilobytes(PtyScreen screen, String key) throws Exception {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int mark = screen.size();
      screen.type(key);
      screen.await(mark, "[?2026l");
      Thread.sleep(30);
      sizes.add(screen.size() - mark);
    }
    sizes.sort(null);
    return sizes.get(10) / 1_000.0;
  }

  private void idle(PtyScreen screen) throws Exception {
    Thread.sleep(5_000);
    double before = Proc.cpuSeconds(screen.jvm());
    int mark = screen.size();
    Map<String, Long> requests = Requests.counted(world);
    Thread.sleep(IDLE_SECONDS * 1_000L);
    double used = Proc.cpuSeconds(screen.jvm()) - before;
    double asked = Requests.ofClients(Requests.since(requests, world));
    figures.atMost("idle after turns, CPU over 30 s", 0.05, " %", 100 * used / IDLE_SECONDS);
    figures.atMost("idle after turns, requests", 0.1, "/s", asked / IDLE_SECONDS);
    figures.atMost("idle after turns, bytes written", 0, "", screen.size() - mark);
    figures.note(
        "memory at the end",
        String.format(Locale.ROOT, "%.0f MiB", Proc.residentMegabytes(screen.jvm())));
  }

  private void attach() throws Exception {
    String id;
    try (BenchSession session = new BenchSession(world.home(), "hello", false)) {
      session.awaitEnd();
      for (int i = 1; i < 200; i++) {
        session.run("turn number " + i);
      }
      id = session.id().value();
    }
    List<Long> sample = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      try (PtyScreen screen = open(200, 50, "resume", id)) {
        sample.add(screen.await(0, "turn number 199") - screen.began);
        if (i == 4) {
          Thread.sleep(2_000);
          figures.atMost(
              "memory with 200 turns", 170, " MiB", Proc.residentMegabytes(screen.jvm()));
        }
      }
    }
    figures.at("ct resume of 200 turns → a full screen", 600, sample(sample));
  }
}

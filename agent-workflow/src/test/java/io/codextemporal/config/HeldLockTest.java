package io.codextemporal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLockTest {
  @TempDir Path folder;

  @Test
  void oneHolderAtATimeAlsoWithinOneProcess() {
    Path file = folder.resolve("a/b.lock");
    assertThat(HeldLock.held(file)).isFalse();
    HeldLock lock = HeldLock.tryTake(file).orElseThrow();
    assertThat(HeldLock.tryTake(file)).isEmpty();
    assertThat(HeldLock.held(file)).isTrue();
    lock.close();
    assertThat(HeldLock.held(file)).isFalse();
  }

  @Test
  void lookingAtItFromWithinDoesNotLetItGo() throws Exception {
    Path file = folder.resolve("b.lock");
    try (HeldLock lock = HeldLock.tryTake(file).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(HeldLock.held(file)).isTrue();
      assertThat(heldAsAnotherProcessSeesIt(file)).isTrue();
    }
    assertThat(heldAsAnotherProcessSeesIt(file)).isFalse();
  }

  @Test
  void itGoesWithItsProcess() throws Exception {
    Path file = folder.resolve("c.lock");
    Process holder = java("hold", file).start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('1');
      assertThat(HeldLock.take(file, Duration.ZERO)).isEmpty();
      assertThat(ProcessMark.of(holder.pid()).orElseThrow().alive()).isTrue();
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertThat(HeldLock.take(file, Duration.ofSeconds(5))).isPresent();
  }

  private static boolean heldAsAnotherProcessSeesIt(Path file) throws Exception {
    Process asker = java("ask", file).start();
    int answer = asker.getInputStream().read();
    assertThat(asker.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return answer == '1';
  }

  private static ProcessBuilder java(String what, Path file) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Other.class.getName(),
            what,
            file.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /** The other process. */
  static final class Other {
    public static void main(String[] args) throws IOException {
      Path file = Path.of(args[1]);
      boolean answer =
          args[0].equals("hold") ? HeldLock.tryTake(file).isPresent() : HeldLock.held(file);
      System.out.write(answer ? '1' : '0');
      System.out.flush();
      if (args[0].equals("hold")) {
        System.in.read();
      }
    }

    private Other() {}
  }
}

package io.codextemporal.worker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Figures beside what they must be. A part that breaks does not take the others with it: its row
 * says why. Prints itself, and the load of the machine while it ran, when closed.
 */
final class Figures implements AutoCloseable {
  private final Table table = new Table("figure", "must", "measured", "met");
  private final String before = load();

  /** A measurement of one row. */
  interface Part {
    void run() throws Exception;
  }

  /** Milliseconds at the median; shown as median / p90 / worst. */
  Figures at(String figure, long mostMillis, Sample sample) {
    double median = sample.millis(0.5);
    return row(
        figure,
        String.format(Locale.ROOT, "≤%,d ms", mostMillis),
        sample.toString(),
        met(median, mostMillis));
  }

  /** Any other figure that must not be above {@code most}. */
  Figures atMost(String figure, double most, String unit, double measured) {
    return row(
        figure,
        String.format(Locale.ROOT, "≤%s%s", shown(most), unit),
        String.format(Locale.ROOT, "%s%s", shown(measured), unit),
        met(measured, most));
  }

  Figures row(String figure, String must, String measured, String met) {
    System.err.println("bench: " + figure + ": " + measured + " (" + must + ")");
    table.row(figure, must, measured, met);
    return this;
  }

  /** A figure that explains others and has no bound. */
  Figures note(String figure, Object measured) {
    return row(figure, "", measured.toString(), "");
  }

  /** Runs a part; when it breaks, {@code figure} is listed as not measured. */
  void part(String figure, Part part) {
    try {
      part.run();
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      row(
          figure,
          "",
          "not measured: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          "");
    }
  }

  private static String met(double measured, double most) {
    return measured <= most ? "yes" : String.format(Locale.ROOT, "no, %.1f times", measured / most);
  }

  private static String shown(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    } catch (IOException e) {
      return "?";
    }
  }

  @Override
  public void close() {
    System.out.print(table);
    System.out.printf(
        "%nDurations are median / p90 / worst. Load average at the begin %s, at the end %s.%n",
        before, load());
  }
}

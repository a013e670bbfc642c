package io.codextemporal.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What one command may use of the machine: {@code [tools.limits]} of the user's own config. Sizes
 * are bytes.
 *
 * @param cpu processor time of each process
 * @param memory of all its processes together; 0 for three quarters of the machine's
 * @param memoryGiven whether somebody wrote {@code memory}: then each process is limited where the
 *     sum cannot be
 * @param processes and threads, of all its processes together
 * @param fileSize of each file it writes
 * @param openFiles of each process
 * @param wallTime from its start; for commands of the model
 * @param output it may print
 * @param concurrent commands on this machine at once
 */
public record ToolLimits(
    Duration cpu,
    long memory,
    boolean memoryGiven,
    int processes,
    long fileSize,
    int openFiles,
    Duration wallTime,
    long output,
    int concurrent) {
  public static final ToolLimits DEFAULT =
      new ToolLimits(
          Duration.ofHours(1),
          0,
          false,
          2_048,
          10_000_000_000L,
          8_192,
          Duration.ofHours(24),
          1_000_000_000,
          Math.max(16, 4 * Runtime.getRuntime().availableProcessors()));

  private static final String EXPECTED_SIZE = "a size like 4GB";
  private static final String EXPECTED_TIME = "a duration like 90s, or seconds";

  /**
   * @throws ConfigException when a value makes no sense
   */
  public static ToolLimits of(Config config) {
    Optional<Long> memory = size(config, "memory");
    return new ToolLimits(
        time(config, "cpu").orElse(DEFAULT.cpu),
        memory.orElse(DEFAULT.memory),
        memory.isPresent(),
        count(config, "processes", DEFAULT.processes),
        size(config, "file_size").orElse(DEFAULT.fileSize),
        count(config, "open_files", DEFAULT.openFiles),
        time(config, "wall_time").orElse(DEFAULT.wallTime),
        size(config, "output").orElse(DEFAULT.output),
        count(config, "concurrent", DEFAULT.concurrent));
  }

  private static Optional<Long> size(Config config, String key) {
    return scalar(config, key)
        .map(text ->
            Amounts.bytes(text)
                .filter(bytes -> bytes > 0)
                .orElseThrow(() -> wrong(config, key, text, EXPECTED_SIZE)));
  }

  private static Optional<Duration> time(Config config, String key) {
    return scalar(config, key)
        .map(text ->
            Amounts.duration(text)
                .filter(time -> time.toSeconds() > 0)
                .orElseThrow(() -> wrong(config, key, text, EXPECTED_TIME)));
  }

  private static int count(Config config, String key, int fallback) {
    long count = config.number("tools", "limits", key).orElse((long) fallback);
    if (count < 1 || count > 1_000_000) {
      throw wrong(config, key, Long.toString(count), "a number between 1 and 1000000");
    }
    return (int) count;
  }

  private static Optional<String> scalar(Config config, String key) {
    return Optional.ofNullable(config.table("tools", "limits").get(key)).map(Object::toString);
  }

  private static ConfigException wrong(Config config, String key, String value, String expected) {
    return new ConfigException(
        config.origin("tools", "limits", key),
        "tools.limits." + key + " cannot be `" + value + "`",
        "Use " + expected + ".");
  }
}

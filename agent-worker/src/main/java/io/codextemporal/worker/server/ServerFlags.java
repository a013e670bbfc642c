package io.codextemporal.worker.server;

import io.codextemporal.config.ServerAddress;
import io.codextemporal.protocol.MessageNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of the private server. Each flag earned its place by measurement; together they
 * make a turn ten times faster than the defaults do (docs/performance.md), without giving up what
 * survives a power loss.
 */
final class ServerFlags {
  private ServerFlags() {}

  /**
   * @param ours whether the database is made now or was made by us, with all that we register there
   */
  static List<String> commandLine(Path binary, Path database, ServerPorts ports, boolean ours) {
    List<String> line = new ArrayList<>(List.of(binary.toString(), "server", "start-dev"));
    line.addAll(listening(ports));
    line.addAll(storage(database));
    line.addAll(attributes());
    List<String> speed = speed();
    if (ours) {
      // By default each request reads the database anew, several times, for attributes that
      // somebody might have registered since: 32 of the 70 reads of a turn.
      dynamic(speed, "system.forceSearchAttributesCacheRefreshOnRead=false");
    }
    line.addAll(speed);
    return List.copyOf(line);
  }

  private static List<String> listening(ServerPorts ports) {
    return List.of(
        // No web page: one more port that every user of the machine could open.
        "--headless",
        // Loopback only. Whoever reaches the ports still reads nothing: payloads are sealed.
        "--ip",
        ServerAddress.HOST,
        "--port",
        Integer.toString(ports.grpc()),
        // The HTTP API cannot be turned off; its port is fixed here because health is probed by it.
        "--http-port",
        Integer.toString(ports.http()),
        "--metrics-port",
        Integer.toString(ports.metrics()),
        // At info it writes a line for every poll.
        "--log-level",
        "error");
  }

  private static List<String> storage(Path database) {
    return List.of(
        "--db-filename",
        database.toString(),
        // One fsync a commit instead of four, and readers do not wait for the writer.
        "--sqlite-pragma",
        "journal_mode=WAL",
        // What was acknowledged is on the disk: NORMAL is a tenth faster and loses it with power.
        "--sqlite-pragma",
        "synchronous=FULL");
  }

  /** Made with the database; an existing one takes no notice. */
  private static List<String> attributes() {
    List<String> flags = new ArrayList<>();
    for (String name : List.of(MessageNames.ATTRIBUTE_STATUS, MessageNames.ATTRIBUTE_FOLDER)) {
      flags.add("--search-attribute");
      flags.add(name + "=Keyword");
    }
    return flags;
  }

  private static List<String> speed() {
    List<String> flags = new ArrayList<>();
    // The queue processors ask the store 20 times a second by default, for the whole server: every
    // step of a turn would wait for its turn there.
    dynamic(flags, "history.transferProcessorMaxPollRPS=5000");
    dynamic(flags, "history.timerProcessorMaxPollRPS=5000");
    dynamic(flags, "history.visibilityProcessorMaxPollRPS=5000");
    // One partition: four of them pass tasks among each other, with pauses of up to two seconds.
    dynamic(flags, "matching.numTaskqueueReadPartitions=1");
    dynamic(flags, "matching.numTaskqueueWritePartitions=1");
    // The worker that completes a workflow task gets the activity with the answer: saves a poll.
    dynamic(flags, "system.enableActivityEagerExecution=true");
    // Timers and retries are rounded up to this; by default to a whole second.
    dynamic(flags, "history.timerProcessorMaxTimeShift=\"20ms\"");
    return flags;
  }

  private static void dynamic(List<String> flags, String setting) {
    flags.add("--dynamic-config-value");
    flags.add(setting);
  }
}

package io.codextemporal.worker.server;

import io.codextemporal.config.ServerAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the private server of a home is.
 *
 * @param running whether it answers now
 * @param address what the address file says, also of one that no longer answers
 * @param why it is not running, or what is wrong with it although it is; empty when all is well
 */
public record ServerStatus(
    boolean running,
    Optional<ServerAddress> address,
    Path database,
    Path log,
    boolean stoppedByUser,
    String why) {}

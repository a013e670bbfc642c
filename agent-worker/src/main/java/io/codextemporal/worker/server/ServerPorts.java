package io.codextemporal.worker.server;

import io.codextemporal.config.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The three loopback ports of a server. Free when they were looked up, which promises nothing for
 * later: a start that loses one to another program is tried again with new ones.
 */
record ServerPorts(int grpc, int http, int metrics) {
  private static final int LOOKS = 25;
  private static final Duration LOOK = Duration.ofMillis(20);

  /** Free ports; the gRPC port of the server that was here before, where it is free again. */
  static ServerPorts free(OptionalInt before) throws IOException, InterruptedException {
    try (ServerSocket grpc = before.isPresent() ? again(before.getAsInt()) : any();
        ServerSocket http = any();
        ServerSocket metrics = any()) {
      return new ServerPorts(grpc.getLocalPort(), http.getLocalPort(), metrics.getLocalPort());
    }
  }

  /** A process that has just ended may hold its sockets for a moment longer. */
  private static ServerSocket again(int port) throws InterruptedException {
    Optional<ServerSocket> socket = bound(port);
    for (int look = 0; look < LOOKS && socket.isEmpty(); look++) {
      Thread.sleep(LOOK);
      socket = bound(port);
    }
    return socket.orElseGet(ServerPorts::any);
  }

  private static ServerSocket any() {
    return bound(0).orElseThrow(() -> new IllegalStateException("no free port on loopback"));
  }

  private static Optional<ServerSocket> bound(int port) {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(ServerAddress.HOST), port));
        return Optional.of(socket);
      } catch (IOException e) {
        socket.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

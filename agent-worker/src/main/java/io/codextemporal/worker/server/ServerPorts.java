package io.codextemporal.worker.server;

import io.codextemporal.config.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/**
 * The three loopback ports of a server. Free when they were looked up, which promises nothing for
 * later: a start that loses one to another program is tried again with new ones.
 */
record ServerPorts(int grpc, int http, int metrics) {
  /** Free ports; the gRPC port of the server that was here before, where it is free again. */
  static ServerPorts free(Optional<ServerAddress> before) throws IOException {
    try (ServerSocket grpc = before.flatMap(b -> bound(b.port())).orElseGet(ServerPorts::any);
        ServerSocket http = any();
        ServerSocket metrics = any()) {
      return new ServerPorts(grpc.getLocalPort(), http.getLocalPort(), metrics.getLocalPort());
    }
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

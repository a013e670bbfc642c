package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codextemporal.config.ServerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/**
 * Asks a server to describe its namespace. That is a read of the database, so an open port or a
 * server whose database is wedged does not pass. Goes by the HTTP form of the API, because the JDK
 * can speak it in a few milliseconds where a gRPC channel takes half a second to load. Safe for use
 * by any thread.
 */
final class ServerProbe {
  private static final Duration CONNECT = Duration.ofSeconds(1);

  /**
   * @param timeout long enough that a call is left to end: an old server may be wedged by calls
   *     that are cancelled
   */
  Health check(int httpPort, Duration timeout) {
    HttpURLConnection connection;
    try {
      connection =
          (HttpURLConnection)
              URI.create(
                      "http://"
                          + ServerAddress.HOST
                          + ":"
                          + httpPort
                          + "/api/v1/namespaces/"
                          + ServerAddress.NAMESPACE)
                  .toURL()
                  .openConnection(Proxy.NO_PROXY);
    } catch (IOException e) {
      return new Health.Gone(String.valueOf(e.getMessage()));
    }
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setUseCaches(false);
    try {
      int status = connection.getResponseCode();
      String body = body(status < 400 ? connection.getInputStream() : connection.getErrorStream());
      return status == 200 ? new Health.Serving() : new Health.Erring(status + " " + body);
    } catch (SocketTimeoutException e) {
      return new Health.Silent("no answer within " + timeout.toMillis() + " ms");
    } catch (IOException e) {
      return new Health.Gone(String.valueOf(e.getMessage()));
    }
  }

  /** Read to its end, so that the JDK keeps the connection for the next probe. */
  private static String body(@org.jspecify.annotations.Nullable InputStream stream)
      throws IOException {
    if (stream == null) {
      return "";
    }
    try (stream) {
      return new String(stream.readNBytes(2000), UTF_8).strip();
    }
  }
}

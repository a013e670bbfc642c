package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.codextemporal.config.ServerAddress;
import io.codextemporal.protocol.MessageNames;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server to describe its namespace. That is a read of the database, so an open port or a
 * server whose database is wedged does not pass. Goes by the HTTP form of the API, because the JDK
 * can speak it in a few milliseconds where a gRPC channel takes half a second to load. Safe for use
 * by any thread.
 */
final class ServerProbe {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int MOST_BYTES = 100_000;
  private static final String NAMESPACE = "namespaces/" + ServerAddress.NAMESPACE;

  private record Answer(int status, String body) {}

  /**
   * @param timeout long enough that a call is left to end: an old server may be wedged by calls
   *     that are cancelled
   */
  Health check(int httpPort, Duration timeout) {
    try {
      Answer answer = get(httpPort, NAMESPACE, timeout);
      return answer.status() == 200
          ? new Health.Serving()
          : new Health.Erring(answer.status() + " " + answer.body());
    } catch (SocketTimeoutException e) {
      return new Health.Silent("no answer within " + timeout.toMillis() + " ms");
    } catch (IOException e) {
      return new Health.Gone(String.valueOf(e.getMessage()));
    }
  }

  /** Whether the namespace is as {@link ServerRegistration} leaves it; false when in doubt. */
  boolean registered(int httpPort, Duration timeout) {
    try {
      String attributes = get(httpPort, NAMESPACE + "/search-attributes", timeout).body();
      return attributes.contains('"' + MessageNames.ATTRIBUTE_STATUS + '"')
          && attributes.contains('"' + MessageNames.ATTRIBUTE_FOLDER + '"')
          && get(httpPort, NAMESPACE, timeout)
              .body()
              .contains('"' + ServerRegistration.RETENTION.toSeconds() + "s\"");
    } catch (IOException e) {
      return false;
    }
  }

  private static Answer get(int httpPort, String path, Duration timeout) throws IOException {
    URI uri = URI.create("http://" + ServerAddress.HOST + ":" + httpPort + "/api/v1/" + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout((int) CONNECT.toMillis());
    connection.setReadTimeout((int) timeout.toMillis());
    connection.setUseCaches(false);
    int status = connection.getResponseCode();
    return new Answer(
        status, read(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
  }

  /** Read to its end, so that the JDK keeps the connection for the next probe. */
  private static String read(@Nullable InputStream stream) throws IOException {
    if (stream == null) {
      return "";
    }
    try (stream) {
      return new String(stream.readNBytes(MOST_BYTES), UTF_8).strip();
    }
  }
}

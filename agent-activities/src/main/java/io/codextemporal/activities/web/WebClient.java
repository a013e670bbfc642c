package io.codextemporal.activities.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/**
 * One GET over HTTP, bounded in time and size. Thread-safe.
 *
 * <p>A host is resolved once; the connection goes to exactly those addresses. No redirect is
 * followed, no proxy asked, no cookie kept, no connection used twice.
 */
final class WebClient {
  static final int MOST_BYTES = 3_000_000;

  private static final String USER_AGENT = "codex-temporal/0.1.0";
  private static final Duration CONNECT = Duration.ofSeconds(8);
  private static final Duration ALL = Duration.ofSeconds(25);

  private final Resolver resolver;
  private final OkHttpClient base =
      new OkHttpClient.Builder()
          .proxy(Proxy.NO_PROXY)
          .followRedirects(false)
          .followSslRedirects(false)
          .retryOnConnectionFailure(false)
          .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
          .connectTimeout(CONNECT)
          .readTimeout(ALL)
          .callTimeout(ALL)
          .build();

  /** Port: the addresses of a host. */
  interface Resolver {
    List<InetAddress> of(String host) throws UnknownHostException;

    /** As this machine knows them. */
    static Resolver ofSystem() {
      return host -> List.of(InetAddress.getAllByName(host));
    }
  }

  /** Port: may these addresses of a host be asked? */
  interface Check {
    void check(String host, List<InetAddress> addresses) throws IOException;
  }

  /**
   * What came back.
   *
   * @param location where a redirect leads, or null
   * @param cut whether there was more than may be taken
   */
  record Answer(
      int status,
      @Nullable String location,
      @Nullable String contentType,
      byte[] body,
      boolean cut) {}

  WebClient(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * @throws IOException when nothing came back, or it may not be asked; the message says why
   */
  Answer get(HttpUrl url, Map<String, String> headers, Check check)
      throws IOException, InterruptedException {
    Request.Builder request = new Request.Builder().url(url).header("User-Agent", USER_AGENT);
    headers.forEach(request::header);
    CompletableFuture<Call> begun = new CompletableFuture<>();
    CompletableFuture<Answer> answered = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            List<InetAddress> addresses = resolver.of(url.host());
            check.check(url.host(), addresses);
            Call call = base.newBuilder().dns(host -> addresses).build().newCall(request.build());
            begun.complete(call);
            answered.complete(read(call));
          } catch (IOException | RuntimeException e) {
            answered.completeExceptionally(e);
          }
        });
    try {
      return answered.get();
    } catch (InterruptedException e) {
      begun.thenAccept(Call::cancel);
      throw e;
    } catch (ExecutionException e) {
      throw told(url, e.getCause());
    }
  }

  private static IOException told(HttpUrl url, @Nullable Throwable cause) {
    return switch (cause) {
      case UnknownHostException unknown ->
          new IOException("the host " + url.host() + " is not known");
      case InterruptedIOException late ->
          new IOException("nothing came within " + ALL.toSeconds() + " seconds");
      case IOException e -> e;
      case null, default -> new IOException(String.valueOf(cause));
    };
  }

  private static Answer read(Call call) throws IOException {
    try (Response response = call.execute();
        ResponseBody body = response.body()) {
      byte[] bytes = new byte[0];
      if (body != null) {
        try (InputStream in = body.byteStream()) {
          bytes = in.readNBytes(MOST_BYTES + 1);
        }
      }
      boolean cut = bytes.length > MOST_BYTES;
      return new Answer(
          response.code(),
          response.isRedirect() ? response.header("Location") : null,
          response.header("Content-Type"),
          cut ? Arrays.copyOf(bytes, MOST_BYTES) : bytes,
          cut);
    }
  }
}

package io.codextemporal.worker.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Fetches the official release of the Temporal command line program. Trusts TLS for what it gets.
 * Who does not answer within ten seconds is given up, so that the next way is tried.
 */
final class ReleaseDownload implements BinarySource {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private final URI archive;
  private final Duration connect;

  ReleaseDownload(URI archive, Duration connect) {
    this.archive = archive;
    this.connect = connect;
  }

  /** The release that is pinned, for this system. */
  static ReleaseDownload official() {
    String version = TemporalBinary.CLI_VERSION;
    String name =
        "temporal_cli_"
            + version
            + "_"
            + platform(System.getProperty("os.name"), System.getProperty("os.arch"))
            + ".tar.gz";
    return new ReleaseDownload(
        URI.create("https://github.com/temporalio/cli/releases/download/v" + version + "/" + name),
        CONNECT);
  }

  static String platform(String system, String processor) {
    String os = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    String arch = processor.equals("aarch64") || processor.equals("arm64") ? "arm64" : "amd64";
    return os + "_" + arch;
  }

  @Override
  public TemporalBinary.Origin origin() {
    return TemporalBinary.Origin.RELEASE;
  }

  @Override
  public void fetch(Path target, Consumer<String> progress)
      throws IOException, InterruptedException {
    Files.createDirectories(target.getParent());
    progress.accept("fetching the Temporal server from " + archive);
    Path packed = target.resolveSibling("release.tar.gz.part");
    try {
      download(packed);
      unpack(packed, target);
    } finally {
      Files.deleteIfExists(packed);
    }
    progress.accept("fetched " + target);
  }

  private void download(Path packed) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var answer =
          client.sendAsync(
              HttpRequest.newBuilder(archive).timeout(connect).build(),
              HttpResponse.BodyHandlers.ofFile(packed));
      try {
        int status = answer.get(WHOLE.toSeconds(), TimeUnit.SECONDS).statusCode();
        if (status != 200) {
          throw new IOException(archive + " answered " + status);
        }
      } catch (ExecutionException e) {
        String why = e.getCause() == null ? null : e.getCause().getMessage();
        throw new IOException(
            archive.getHost() + " cannot be reached" + (why == null ? "" : " (" + why + ")"), e);
      } catch (TimeoutException e) {
        throw new IOException(archive + " took longer than " + WHOLE.toMinutes() + " min", e);
      } finally {
        client.shutdownNow();
      }
    }
  }

  private static void unpack(Path packed, Path target) throws IOException {
    Path part =
        Files.createTempFile(
            target.getParent(),
            "temporal",
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    try (InputStream tar =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(packed)))) {
      if (!new TarEntry("temporal").copy(tar, part)) {
        throw new IOException("the archive holds no temporal program");
      }
      Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}

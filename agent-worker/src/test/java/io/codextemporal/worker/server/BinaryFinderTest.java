package io.codextemporal.worker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.codextemporal.config.ConfigException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFinderTest {
  private static final String SCRIPT =
      "#!/bin/sh\necho 'temporal version 1.5.1 (Server %s, UI 2.0.0)'\n";

  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  private Path program(String name, String content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path cached() {
    return folder.resolve("cache/temporal");
  }

  private BinaryFinder finder(Optional<String> configured, BinarySource... sources) {
    return new BinaryFinder(
        configured,
        List.of(folder.resolve("nowhere"), folder.resolve("bin")),
        cached(),
        List.of(folder.resolve("other/temporal")),
        List.of(sources));
  }

  @Test
  void theConfiguredOneComesFirst() throws Exception {
    program("bin/temporal", SCRIPT.formatted("1.28.0"));
    Path mine = program("mine/temporal", SCRIPT.formatted("1.29.1"));

    assertThat(finder(Optional.of(mine.toString())).find(said::add))
        .isEqualTo(
            new BinarySearch.Found(
                new TemporalBinary(
                    mine, TemporalBinary.Origin.CONFIGURED, new ServerVersion(1, 29, 1))));
  }

  @Test
  void aConfiguredOneThatDoesNotRunIsAnErrorNotAReasonToLookFurther() throws Exception {
    program("bin/temporal", SCRIPT.formatted("1.28.0"));
    assertThatThrownBy(() -> finder(Optional.of("/no/such/temporal")).find(said::add))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("/no/such/temporal");
  }

  @Test
  void pathComesBeforeTheCacheAndWhatIsNoTemporalIsPassedOver() throws Exception {
    program("cache/temporal", SCRIPT.formatted("1.29.1"));
    program("bin/temporal", "#!/bin/sh\necho something else\n");
    assertThat(finder(Optional.empty()).look().orElseThrow().origin())
        .isEqualTo(TemporalBinary.Origin.CACHE);

    program("bin/temporal", SCRIPT.formatted("1.28.0"));
    assertThat(finder(Optional.empty()).look().orElseThrow().origin())
        .isEqualTo(TemporalBinary.Origin.PATH);
  }

  @Test
  void theCacheOfAnotherHomeIsGoodToo() throws Exception {
    Path other = program("other/temporal", SCRIPT.formatted("1.29.1"));
    assertThat(finder(Optional.empty()).look().orElseThrow().program()).isEqualTo(other);
  }

  @Test
  void noneNamesEveryWay() throws Exception {
    BinarySearch none =
        finder(
                Optional.empty(),
                new ReleaseDownload(URI.create("http://127.0.0.1:1/x"), Duration.ofSeconds(1)),
                new GoBuild(Optional.of(folder.resolve("ct"))))
            .find(said::add);

    assertThat(none)
        .isInstanceOfSatisfying(
            BinarySearch.NotFound.class,
            found ->
                assertThat(found.reasons())
                    .satisfiesExactly(
                        one -> assertThat(one).contains("PATH"),
                        two -> assertThat(two).contains("official release").contains("127.0.0.1"),
                        three -> assertThat(three).contains("Go")));
    assertThat(cached().getParent()).isEmptyDirectory();
  }

  @Test
  void theReleaseIsFetchedOnceAndUnpacked() throws Exception {
    byte[] archive = archive("LICENSE", "words", "temporal", SCRIPT.formatted("1.29.1"));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    List<String> requests = new ArrayList<>();
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, archive.length);
          try (OutputStream body = exchange.getResponseBody()) {
            body.write(archive);
          }
        });
    server.start();
    try {
      URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/t.tar.gz");
      BinarySource release = new ReleaseDownload(uri, Duration.ofSeconds(5));

      assertThat(finder(Optional.empty(), release).find(said::add))
          .isEqualTo(
              new BinarySearch.Found(
                  new TemporalBinary(
                      cached(), TemporalBinary.Origin.RELEASE, new ServerVersion(1, 29, 1))));
      assertThat(finder(Optional.empty(), release).look().orElseThrow().origin())
          .isEqualTo(TemporalBinary.Origin.CACHE);
      assertThat(requests).hasSize(1);
      assertThat(said.getFirst()).contains(uri.toString());
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whoDoesNotAnswerIsGivenUpAndTheNextWayTried() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      BinarySource release =
          new ReleaseDownload(
              URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/x"),
              Duration.ofMillis(200));
      program(
          "temporal-server/build",
          "#!/bin/sh\necho building >&2\nmkdir -p \"$(dirname \"$1\")\"\ncp "
              + program("made", SCRIPT.formatted("1.29.1"))
              + " \"$1\"\n");

      assertThat(
              finder(Optional.empty(), release, new GoBuild(Optional.of(folder.resolve("ct"))))
                  .find(said::add))
          .isInstanceOfSatisfying(
              BinarySearch.Found.class,
              found -> assertThat(found.binary().origin()).isEqualTo(TemporalBinary.Origin.BUILT));
      assertThat(said).contains("building");
    }
  }

  @Test
  void aBuildThatFailsSaysItsLastLine() throws Exception {
    program("temporal-server/build", "#!/bin/sh\necho Go is not on PATH >&2\nexit 69\n");
    assertThat(
            finder(Optional.empty(), new GoBuild(Optional.of(folder.resolve("ct"))))
                .find(said::add))
        .isInstanceOfSatisfying(
            BinarySearch.NotFound.class,
            none -> assertThat(none.reasons().getLast()).contains("Go is not on PATH"));
  }

  @Test
  void thePlatformIsSpelledAsTheReleasesSpellIt() {
    assertThat(ReleaseDownload.platform("Linux", "amd64")).isEqualTo("linux_amd64");
    assertThat(ReleaseDownload.platform("Mac OS X", "aarch64")).isEqualTo("darwin_arm64");
    assertThat(ReleaseDownload.platform("Linux", "x86_64")).isEqualTo("linux_amd64");
  }

  /** Name and content in turn. */
  private static byte[] archive(String... files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < files.length; i += 2) {
        byte[] content = files[i + 1].getBytes(US_ASCII);
        byte[] header = new byte[512];
        byte[] name = files[i].getBytes(US_ASCII);
        System.arraycopy(name, 0, header, 0, name.length);
        byte[] size = String.format(Locale.ROOT, "%011o", content.length).getBytes(US_ASCII);
        System.arraycopy(size, 0, header, 124, size.length);
        header[156] = '0';
        out.write(header);
        out.write(content);
        out.write(new byte[(512 - content.length % 512) % 512]);
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }
}

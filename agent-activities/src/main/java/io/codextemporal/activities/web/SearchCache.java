package io.codextemporal.activities.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.codextemporal.config.PrivateFiles;
import io.codextemporal.conversation.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers of search services on this machine's disk, by query: in any case, width and spacing of
 * its letters. Thread-safe, and so between processes. What is damaged counts as not there; at most
 * {@value #MOST} answers are kept, the newest.
 */
public final class SearchCache {
  private static final Logger LOG = LoggerFactory.getLogger(SearchCache.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private static final int MOST = 1_000;

  private final Supplier<Path> base;

  /**
   * @param base looked up when first needed
   */
  public SearchCache(Supplier<Path> base) {
    this.base = base;
  }

  /**
   * @param service whose answer it is
   */
  Optional<SearchAnswer> find(String service, String query) {
    return read(file(service, query), SearchAnswer.class);
  }

  void keep(String service, SearchAnswer answer) {
    try {
      PrivateFiles.write(file(service, answer.query()), JSON.writeValueAsString(answer));
      for (SearchAnswer.Result result : answer.results()) {
        PrivateFiles.write(mark(result.url()), "");
      }
      removeOld(folder("answers"), MOST);
      removeOld(folder("found"), MOST * 10);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("an answer of the search service is not kept", e);
    }
  }

  /** Whether an answer held this address. */
  boolean told(String url) {
    return Files.exists(mark(url));
  }

  static String normalised(String query) {
    return Normalizer.normalize(query, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }

  private Path file(String service, String query) {
    return folder("answers").resolve(Sha256.hex(service, "\0", normalised(query)) + ".json");
  }

  private Path mark(String url) {
    return folder("found").resolve(Sha256.hex(url));
  }

  private Path folder(String name) {
    return base.get().resolve(name);
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void removeOld(Path folder, int most) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      all.forEach(files::add);
    }
    if (files.size() <= most) {
      return;
    }
    files.sort(Comparator.comparing(SearchCache::age).reversed());
    for (Path file : files.subList(most * 9 / 10, files.size())) {
      Files.deleteIfExists(file);
    }
  }

  private static long age(Path file) {
    return file.toFile().lastModified();
  }
}

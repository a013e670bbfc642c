package io.codextemporal.activities.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.config.SearchEndpoint;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;

/** Asks the configured search service, in its own form. Thread-safe. */
final class SearchService {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_RESULTS = 10;
  private static final int LONGEST = 600;

  private final SearchEndpoint endpoint;
  private final Function<String, Optional<String>> secrets;
  private final WebClient client;
  private final InstantSource clock;

  /**
   * @param secrets by the name of their variable
   */
  SearchService(
      SearchEndpoint endpoint, Function<String, Optional<String>> secrets, InstantSource clock) {
    this.endpoint = endpoint;
    this.secrets = secrets;
    this.client = new WebClient(WebClient.Resolver.ofSystem());
    this.clock = clock;
  }

  /**
   * @throws IOException when it did not answer, or in no form that is known; the message says why
   */
  SearchAnswer ask(String query) throws IOException, InterruptedException {
    WebClient.Answer answer = client.get(url(query), headers(), (host, addresses) -> {});
    if (answer.status() != 200) {
      throw new IOException("the search service answered " + answer.status());
    }
    return new SearchAnswer(query, clock.instant(), results(answer.body()));
  }

  private HttpUrl url(String query) throws IOException {
    HttpUrl base = HttpUrl.get(endpoint.address());
    if (base == null) {
      throw new IOException("the search endpoint is no http address");
    }
    HttpUrl.Builder url = base.newBuilder().setQueryParameter("q", query);
    return switch (endpoint.format()) {
      case SEARXNG -> url.setQueryParameter("format", "json").build();
      case BRAVE -> url.setQueryParameter("count", Integer.toString(MOST_RESULTS)).build();
    };
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
    String variable = endpoint.keyVariable();
    if (variable != null) {
      String key =
          secrets
              .apply(variable)
              .orElseThrow(() -> new IOException("the key " + variable + " is not set"));
      switch (endpoint.format()) {
        case SEARXNG -> headers.put("Authorization", "Bearer " + key);
        case BRAVE -> headers.put("X-Subscription-Token", key);
      }
    }
    return headers;
  }

  private List<SearchAnswer.Result> results(byte[] body) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IOException("the search service sent no JSON; is its JSON form switched on?", e);
    }
    JsonNode list =
        switch (endpoint.format()) {
          case SEARXNG -> json.path("results");
          case BRAVE -> json.path("web").path("results");
        };
    String excerpt = endpoint.format() == SearchEndpoint.Format.SEARXNG ? "content" : "description";
    List<SearchAnswer.Result> results = new ArrayList<>();
    for (JsonNode one : list) {
      HttpUrl url = HttpUrl.parse(one.path("url").asText());
      if (url != null && results.size() < MOST_RESULTS) {
        results.add(
            new SearchAnswer.Result(
                plain(one.path("title")), url.toString(), plain(one.path(excerpt))));
      }
    }
    return results;
  }

  /** Titles and excerpts come with marks of their own. */
  private static String plain(JsonNode text) {
    String plain = UntrustedText.clean(Jsoup.parse(text.asText()).text());
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
  }
}

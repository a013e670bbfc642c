package io.codextemporal.activities.web;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.SearchEndpoint;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * {@code web_search} for models whose provider does not search: through the service this worker was
 * told, with an answer of before where that is fresh enough. Thread-safe.
 */
public final class WebSearchTool implements Tool {
  public static final String NAME = "web_search";

  private final Optional<SearchEndpoint> endpoint;
  private final Function<String, Optional<String>> secrets;
  private final SearchCache cache;
  private final InstantSource clock;

  /**
   * @param secrets by the name of their variable
   */
  public WebSearchTool(
      Optional<SearchEndpoint> endpoint,
      Function<String, Optional<String>> secrets,
      SearchCache cache,
      InstantSource clock) {
    this.endpoint = endpoint;
    this.secrets = secrets;
    this.cache = cache;
    this.clock = clock;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    String query = WebSearchArguments.parse(run.call().arguments()).query();
    WebSearch web = run.settings().webSearch();
    if (web.mode() == WebSearch.Mode.DISABLED) {
      return new ToolOutcome.Refused("web_search is switched off in this session");
    }
    if (endpoint.isEmpty()) {
      return new ToolOutcome.Refused(
          "web_search needs an endpoint in [tools.web_search] of this worker's config.toml");
    }
    return answer(endpoint.get(), query, web);
  }

  private ToolOutcome answer(SearchEndpoint service, String query, WebSearch web)
      throws InterruptedException {
    long begin = System.nanoTime();
    String name = service.format() + " " + service.address();
    Optional<SearchAnswer> known = cache.find(name, query);
    boolean live = web.mode() == WebSearch.Mode.LIVE;
    boolean fresh =
        known.filter(a -> a.at().plus(service.age()).isAfter(clock.instant())).isPresent();
    if (known.isPresent() && (fresh || !live)) {
      return told(text(known.get(), web, null), true, begin);
    }
    if (!live) {
      return told(
          "Nothing is known of `"
              + query
              + "`: this session takes only what was found before (web_search = \"cached\").",
          true,
          begin);
    }
    try {
      SearchAnswer answer = new SearchService(service, secrets, clock).ask(query);
      cache.keep(name, answer);
      return told(text(answer, web, null), true, begin);
    } catch (IOException e) {
      return known.isPresent()
          ? told(text(known.get(), web, String.valueOf(e.getMessage())), true, begin)
          : told("web_search failed: " + e.getMessage(), false, begin);
    }
  }

  /** {@code trouble} is why an answer of before must do, or null. */
  private static String text(SearchAnswer answer, WebSearch web, @Nullable String trouble) {
    StringBuilder found = new StringBuilder();
    int number = 0;
    for (SearchAnswer.Result result : answer.results()) {
      if (wanted(result.url(), web.allowedDomains())) {
        found.append(++number).append(". ").append(result.title()).append('\n');
        found.append("   ").append(result.url()).append('\n');
        if (!result.excerpt().isBlank()) {
          found.append("   ").append(result.excerpt()).append('\n');
        }
      }
    }
    String when = "Searched " + answer.at().truncatedTo(ChronoUnit.SECONDS) + ".";
    String why = trouble == null ? "" : " The service cannot be asked now: " + trouble + ".";
    return when
        + why
        + "\n"
        + (number == 0 ? "No results." : UntrustedText.framed("results", found.toString()));
  }

  private static boolean wanted(String address, List<String> domains) {
    HttpUrl url = HttpUrl.parse(address);
    return domains.isEmpty()
        || url != null
            && domains.stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .anyMatch(domain -> url.host().equals(domain) || url.host().endsWith("." + domain));
  }

  private static ToolOutcome told(String output, boolean success, long begin) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return new ToolOutcome.Completed(output, 0, success, null, millis, null, null);
  }
}

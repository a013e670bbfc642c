package io.codextemporal.activities.web;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.Progress;
import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activity.ToolRun;
import io.codextemporal.config.PrivateSites;
import io.codextemporal.protocol.WebSearch;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import okhttp3.HttpUrl;

/** {@code web_fetch}: a page of the web as text. Thread-safe. */
public final class WebFetchTool implements Tool {
  public static final String NAME = "web_fetch";

  private static final int MOST_HOPS = 5;
  private static final int MOST_SHOWN = 30_000;
  private static final Map<String, String> HEADERS =
      Map.of("Accept", "text/html,application/xhtml+xml,text/*,application/json;q=0.9,*/*;q=0.5");

  private final WebClient client;
  private final AddressBounds bounds;
  private final SearchCache cache;

  public WebFetchTool(PrivateSites sites, SearchCache cache) {
    this(WebClient.Resolver.ofSystem(), sites, cache);
  }

  WebFetchTool(WebClient.Resolver resolver, PrivateSites sites, SearchCache cache) {
    this.client = new WebClient(resolver);
    this.bounds = new AddressBounds(sites);
    this.cache = cache;
  }

  @Override
  public ToolOutcome run(ToolRun run, Progress progress)
      throws InterruptedException, BadArgumentsException {
    WebFetchArguments page = WebFetchArguments.parse(run.call().arguments());
    if (run.settings().webSearch().mode() != WebSearch.Mode.LIVE) {
      return new ToolOutcome.Refused("web_fetch needs web_search = \"live\", which is not set");
    }
    FetchApproval approval = FetchApproval.judge(run, page, cache.told(page.url().toString()));
    return approval.told(approval.stop().isPresent() ? approval.stop().get() : read(page));
  }

  private ToolOutcome read(WebFetchArguments page) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      return told(fetched(page), true, begin);
    } catch (IOException e) {
      return told("cannot read " + page.url() + ": " + e.getMessage(), false, begin);
    }
  }

  private String fetched(WebFetchArguments page) throws IOException, InterruptedException {
    HttpUrl at = page.url();
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      WebClient.Answer answer = client.get(at, HEADERS, bounds::check);
      if (answer.location() == null) {
        return shown(page, at, answer);
      }
      HttpUrl next = at.resolve(answer.location());
      if (next == null) {
        throw new IOException("it redirects to what is no http address");
      }
      if (!sameSite(page.url(), next)) {
        return "The page has moved to another site: "
            + UntrustedText.clean(next.toString())
            + "\nCall web_fetch with that address if you want to read it.";
      }
      at = next;
    }
    throw new IOException("it redirects more than " + MOST_HOPS + " times");
  }

  /** A yes, and a rule, was for a host; its www and its encrypted form are the same. */
  private static boolean sameSite(HttpUrl from, HttpUrl to) {
    boolean downgrade = from.isHttps() && !to.isHttps();
    boolean port =
        from.port() == to.port() || (from.port() == 80 && to.port() == 443 && to.isHttps());
    return !downgrade && port && bare(from.host()).equals(bare(to.host()));
  }

  private static String bare(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("www.") ? lower.substring(4) : lower;
  }

  private static String shown(WebFetchArguments page, HttpUrl at, WebClient.Answer answer)
      throws IOException {
    if (answer.status() >= 400) {
      throw new IOException("the server answered " + answer.status());
    }
    String text = PageText.of(answer.body(), answer.contentType(), at.toString()).strip();
    int from = boundary(text, page.offset());
    int to = boundary(text, from + MOST_SHOWN);
    String more =
        to < text.length()
            ? "\n\nThere are " + text.length() + " characters; go on with offset " + to + "."
            : "";
    String lost = answer.cut() ? "\n\nThe page was too large; its end is missing." : "";
    String part = text.isEmpty() ? "The page holds no text." : text.substring(from, to);
    return UntrustedText.framed("page", at + "\n\n" + part) + more + lost;
  }

  private static int boundary(String text, int at) {
    int clamped = Math.clamp(at, 0, text.length());
    boolean inside =
        clamped > 0 && clamped < text.length() && Character.isLowSurrogate(text.charAt(clamped));
    return inside ? clamped - 1 : clamped;
  }

  private static ToolOutcome told(String output, boolean success, long begin) {
    long millis = (System.nanoTime() - begin) / 1_000_000;
    return new ToolOutcome.Completed(output, 0, success, null, millis, null, null);
  }
}

package io.codextemporal.activities.web;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import okhttp3.HttpUrl;

/**
 * Which page, and from where in it.
 *
 * @param offset characters of its text that are passed over
 */
record WebFetchArguments(HttpUrl url, int offset) {
  private static final int LONGEST = 4_000;

  static WebFetchArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    return new WebFetchArguments(url(json.requiredText("url").strip()), json.number("offset", 0));
  }

  private static HttpUrl url(String text) throws BadArgumentsException {
    HttpUrl url = text.length() > LONGEST ? null : HttpUrl.parse(text);
    if (url == null) {
      throw new BadArgumentsException("`url` must be a whole http or https address");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new BadArgumentsException("`url` must not hold a name or a password");
    }
    return url.newBuilder().fragment(null).build();
  }

  /** Scheme, host and port. */
  String site() {
    return site(url);
  }

  static String site(HttpUrl url) {
    boolean plain = url.port() == HttpUrl.defaultPort(url.scheme());
    return url.scheme() + "://" + url.host() + (plain ? "" : ":" + url.port());
  }
}

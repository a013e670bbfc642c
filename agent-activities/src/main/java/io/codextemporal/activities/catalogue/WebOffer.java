package io.codextemporal.activities.catalogue;

import io.codextemporal.protocol.WebSearch;
import io.codextemporal.protocol.WebSearch.Mode;

/**
 * What of the web a model is offered.
 *
 * @param hosted its provider searches
 * @param search this worker searches
 * @param fetch this worker reads pages
 */
public record WebOffer(boolean hosted, boolean search, boolean fetch) {
  public static final WebOffer NONE = new WebOffer(false, false, false);

  /**
   * @param endpoint whether this worker was told where to search
   */
  public static WebOffer of(WebSearch web, boolean endpoint) {
    if (web.mode() == Mode.DISABLED) {
      return NONE;
    }
    boolean hosted =
        switch (web.by()) {
          case PROVIDER -> true;
          case WORKER -> false;
          case EITHER -> !endpoint;
        };
    return new WebOffer(hosted, !hosted && endpoint, !hosted && web.mode() == Mode.LIVE);
  }
}

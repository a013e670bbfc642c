package io.codextemporal.worker.main;

import io.codextemporal.activities.dispatch.Tool;
import io.codextemporal.activities.web.SearchCache;
import io.codextemporal.activities.web.WebFetchTool;
import io.codextemporal.activities.web.WebSearchTool;
import io.codextemporal.config.Config;
import io.codextemporal.config.Credentials;
import io.codextemporal.config.Places;
import io.codextemporal.config.PrivateSites;
import io.codextemporal.config.SearchEndpoint;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The tools that look at the web. No other tool may call them: what is confined has no network.
 *
 * @param searches whether there is somewhere to search
 */
record WebParts(Map<String, Tool> tools, boolean searches) {
  static WebParts of(Config config, Places places, Credentials credentials) {
    Optional<SearchEndpoint> endpoint = SearchEndpoint.of(config);
    SearchCache found = new SearchCache(() -> places.cache().resolve("web"));
    return new WebParts(
        Map.of(
            WebSearchTool.NAME,
            new WebSearchTool(endpoint, credentials::key, found, InstantSource.system()),
            WebFetchTool.NAME,
            new WebFetchTool(PrivateSites.of(config), found)),
        endpoint.isPresent());
  }
}

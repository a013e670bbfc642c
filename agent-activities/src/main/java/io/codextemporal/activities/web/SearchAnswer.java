package io.codextemporal.activities.web;

import java.time.Instant;
import java.util.List;

/**
 * What a search service found.
 *
 * @param at when it was asked
 */
record SearchAnswer(String query, Instant at, List<Result> results) {
  SearchAnswer {
    results = List.copyOf(results);
  }

  record Result(String title, String url, String excerpt) {}
}

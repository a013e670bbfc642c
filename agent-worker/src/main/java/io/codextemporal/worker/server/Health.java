package io.codextemporal.worker.server;

/** What a probe of the server at an address found. */
sealed interface Health {
  /** It described its namespace, which it reads from the database. */
  record Serving() implements Health {}

  /** It answers, but only with errors: a wedged database connection looks like this. */
  record Erring(String reason) implements Health {}

  /** It took the connection and did not answer in time: stopped, starved, or a full disk. */
  record Silent(String reason) implements Health {}

  /** Nobody listens. */
  record Gone(String reason) implements Health {}
}

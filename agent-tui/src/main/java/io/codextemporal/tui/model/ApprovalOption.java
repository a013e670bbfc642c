package io.codextemporal.tui.model;

import io.codextemporal.protocol.Ask;
import java.util.ArrayList;
import java.util.List;

/** What can be answered to a request for approval. */
public enum ApprovalOption {
  ONCE(List.of("y")),
  TURN(List.of("t")),
  SESSION(List.of("a")),
  ALWAYS(List.of("p")),
  DENY(List.of("n", "d"));

  private final List<String> keys;

  ApprovalOption(List<String> keys) {
    this.keys = keys;
  }

  /** Letters that choose it; the first is shown. */
  public List<String> keys() {
    return keys;
  }

  /** Those that make sense for what is asked, in the order they are shown. */
  public static List<ApprovalOption> of(Ask ask) {
    if (ask instanceof Ask.Unknown) {
      // What cannot be shown cannot be approved.
      return List.of(DENY);
    }
    List<ApprovalOption> options = new ArrayList<>(List.of(ONCE));
    if (ask instanceof Ask.Command || ask instanceof Ask.Patch || ask instanceof Ask.Fetch) {
      options.add(TURN);
      options.add(SESSION);
    }
    if (ask instanceof Ask.Command command && command.amendment() != null) {
      options.add(ALWAYS);
    }
    options.add(DENY);
    return options;
  }
}

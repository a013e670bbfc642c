package io.codextemporal.policy;

import io.codextemporal.conversation.Sha256;
import io.codextemporal.protocol.Ask;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes one request the same as another, or like it: a digest of what would be done, without
 * the words that explain it. Grants for a session or a turn are kept by these.
 */
public final class GrantKey {
  /**
   * The same command in the same folder and confinement, or patches of the same files, or pages of
   * a site.
   */
  public static String same(Ask ask, String cwd) {
    return switch (ask) {
      case Ask.Command command ->
          key("command", command.command(), cwd, command.unconfined() ? "unconfined" : "");
      case Ask.Patch patch -> key("patch", patch.files(), cwd, "");
      case Ask.Fetch fetch -> key("fetch", List.of(fetch.site()), "", "");
      case Ask.Questions questions -> "";
      case Ask.UnknownOutcome unknown -> key("again", List.of(unknown.command()), cwd, "");
      case Ask.Unknown unknown -> "";
    };
  }

  /** Commands that the same amendment would allow, however they go on; else {@link #same}. */
  public static String alike(Ask ask, String cwd) {
    return ask instanceof Ask.Command command && command.amendment() != null
        ? key("begins", command.amendment(), "", command.unconfined() ? "unconfined" : "")
        : same(ask, cwd);
  }

  private static String key(String kind, List<String> words, String cwd, String how) {
    List<String> parts = new ArrayList<>();
    for (String part : List.of(kind, cwd, how)) {
      parts.add(part);
      parts.add("\0");
    }
    words.forEach(word -> {
      parts.add(word);
      parts.add("\0");
    });
    return Sha256.hex(parts.toArray(String[]::new));
  }

  private GrantKey() {}
}

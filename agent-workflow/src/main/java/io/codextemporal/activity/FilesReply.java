package io.codextemporal.activity;

import java.util.List;

/** Paths relative to the asked folder. */
public record FilesReply(List<String> paths, boolean more) {
  public FilesReply {
    paths = List.copyOf(paths);
  }

  public static FilesReply unreadable(String reason) {
    return new FilesReply(List.of(), false);
  }
}

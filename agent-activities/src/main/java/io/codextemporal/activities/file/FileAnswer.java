package io.codextemporal.activities.file;

import io.codextemporal.activity.ToolRun;
import io.codextemporal.tool.ToolOutcome;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the tools that look at files have in common. */
final class FileAnswer {
  /** The path as it was named, from the session's folder. */
  static Path path(ToolRun run, String named) throws IOException {
    try {
      return Path.of(run.settings().cwd()).resolve(named);
    } catch (InvalidPathException e) {
      throw new IOException("`" + named + "` is no path");
    }
  }

  static ToolOutcome text(String text) {
    return new ToolOutcome.Completed(text, 0, true, null, 0, null, null);
  }

  static ToolOutcome failed(String why) {
    return new ToolOutcome.Completed(why, 0, false, null, 0, null, null);
  }

  private FileAnswer() {}
}

package io.codextemporal.activities.file;

import io.codextemporal.activities.dispatch.BadArgumentsException;
import io.codextemporal.activities.dispatch.JsonArguments;
import java.util.Optional;

/**
 * Which lines of a file.
 *
 * @param offset the first line, from 1
 * @param limit most lines, at least 1
 * @param block the block around a line instead of a slice
 */
record ReadFileArguments(String path, int offset, int limit, Optional<Block> block) {
  private static final int DEFAULT_LIMIT = 2_000;

  /**
   * @param anchor the line it is about, from 1
   * @param levels how many levels of indentation further out, 0 for all
   * @param siblings whether blocks beside it belong to it
   * @param header whether comments above it belong to it
   * @param mostLines at least 1
   */
  record Block(int anchor, int levels, boolean siblings, boolean header, int mostLines) {}

  static ReadFileArguments parse(String arguments) throws BadArgumentsException {
    JsonArguments json = JsonArguments.parse(arguments);
    String path = json.requiredText("file_path");
    int offset = json.number("offset", 1);
    int limit = json.number("limit", DEFAULT_LIMIT);
    if (offset == 0) {
      throw new BadArgumentsException("offset must be a 1-indexed line number");
    }
    if (limit == 0) {
      throw new BadArgumentsException("limit must be greater than zero");
    }
    if (!json.choice("mode", "slice", "indentation").equals("indentation")) {
      return new ReadFileArguments(path, offset, limit, Optional.empty());
    }
    JsonArguments inner = json.object("indentation");
    Block block =
        new Block(
            inner.number("anchor_line", offset),
            inner.number("max_levels", 0),
            inner.flag("include_siblings", false),
            inner.flag("include_header", true),
            inner.number("max_lines", limit));
    if (block.anchor() == 0) {
      throw new BadArgumentsException("anchor_line must be a 1-indexed line number");
    }
    if (block.mostLines() == 0) {
      throw new BadArgumentsException("max_lines must be greater than zero");
    }
    return new ReadFileArguments(path, offset, limit, Optional.of(block));
  }
}

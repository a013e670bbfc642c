package io.codextemporal.activities.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The block of code around a line, as its indentation shows it. Pure.
 *
 * <p>Grows by a line up and a line down in turn, until both sides have left the block. Blank lines
 * count as indented like the line above them.
 */
final class IndentedBlock {
  private static final int LEVEL = 4;
  private static final List<String> COMMENTS = List.of("#", "//", "--");

  private final List<String> lines;
  private final List<Integer> indents = new ArrayList<>();
  private final ReadFileArguments.Block block;
  private final int outermost;

  private IndentedBlock(List<String> lines, ReadFileArguments.Block block) {
    this.lines = lines;
    this.block = block;
    int above = 0;
    for (String line : lines) {
      above = line.isBlank() ? above : indent(line);
      indents.add(above);
    }
    int anchor = indents.get(block.anchor() - 1);
    this.outermost = block.levels() == 0 ? 0 : Math.max(0, anchor - block.levels() * LEVEL);
  }

  /** The numbers of its lines, from 1, in order; at most {@code most}. */
  static List<Integer> around(List<String> lines, ReadFileArguments.Block block, int most) {
    return new IndentedBlock(lines, block).grow(Math.min(most, block.mostLines()));
  }

  private List<Integer> grow(int most) {
    Deque<Integer> taken = new ArrayDeque<>();
    taken.add(block.anchor() - 1);
    Edge up = new Edge(block.anchor() - 2, -1);
    Edge down = new Edge(block.anchor(), 1);
    boolean grew = true;
    while (grew && taken.size() < most) {
      grew = false;
      if (up.next()) {
        taken.addFirst(up.take());
        grew = true;
      }
      if (taken.size() < most && down.next()) {
        taken.addLast(down.take());
        grew = true;
      }
    }
    while (!taken.isEmpty() && lines.get(taken.getFirst()).isBlank()) {
      taken.removeFirst();
    }
    while (!taken.isEmpty() && lines.get(taken.getLast()).isBlank()) {
      taken.removeLast();
    }
    return taken.stream().map(index -> index + 1).toList();
  }

  private static int indent(String line) {
    int columns = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c != ' ' && c != '\t') {
        break;
      }
      columns += c == '\t' ? LEVEL : 1;
    }
    return columns;
  }

  /** One side on which the block grows. */
  private final class Edge {
    private final int step;
    private int at;
    private boolean sawOutermost;

    Edge(int at, int step) {
      this.at = at;
      this.step = step;
    }

    /** Whether the next line belongs to the block. */
    boolean next() {
      boolean within = at >= 0 && at < lines.size() && indents.get(at) >= outermost;
      if (within && indents.get(at) == outermost && !block.siblings() && sawOutermost) {
        within = step < 0 && block.header() && isComment(lines.get(at));
      }
      if (!within) {
        at = step < 0 ? -1 : lines.size();
      }
      return within;
    }

    int take() {
      sawOutermost |= indents.get(at) == outermost;
      int taken = at;
      at += step;
      return taken;
    }

    private boolean isComment(String line) {
      String text = line.strip();
      return COMMENTS.stream().anyMatch(text::startsWith);
    }
  }
}

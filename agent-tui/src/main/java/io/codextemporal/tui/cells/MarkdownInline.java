package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/** What stands inside a block of markdown, as styled lines. Pure. */
final class MarkdownInline {
  private final Theme theme;

  MarkdownInline(Theme theme) {
    this.theme = theme;
  }

  /** The lines of a block: a break that was written is a break that is shown. */
  List<Line> lines(Node block, Style style) {
    List<List<Span>> lines = new ArrayList<>();
    lines.add(new ArrayList<>());
    children(block, style, lines);
    return lines.stream().map(Line::new).toList();
  }

  private void children(Node parent, Style style, List<List<Span>> lines) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      add(node, style, lines);
    }
  }

  private void add(Node node, Style style, List<List<Span>> lines) {
    switch (node) {
      case Text text -> words(text.getLiteral(), style, lines);
      case Code code -> {
        Style look = over(theme.style(Role.ACCENT), style);
        say(code.getLiteral(), BarePaths.linked(code.getLiteral(), look), lines);
      }
      case Emphasis emphasis -> children(emphasis, style.with(Style.ITALIC), lines);
      case StrongEmphasis strong -> children(strong, style.with(Style.BOLD), lines);
      case Strikethrough struck -> children(struck, style.with(Style.STRIKE), lines);
      case SoftLineBreak soft -> lines.add(new ArrayList<>());
      case HardLineBreak hard -> lines.add(new ArrayList<>());
      case HtmlInline html -> say(html.getLiteral(), style, lines);
      case Link link -> link(link, style, lines);
      case Image image -> {
        say("[image: ", style, lines);
        children(image, style, lines);
        say("]", style, lines);
        target(image.getDestination(), plain(image), lines);
      }
      default -> children(node, style, lines);
    }
  }

  /** Text in which bare addresses are links. */
  private void words(String text, Style style, List<List<Span>> lines) {
    int from = 0;
    for (int[] found = BareLinks.next(text, 0); found.length > 0; ) {
      String address = text.substring(found[0], found[1]);
      paths(text.substring(from, found[0]), style, lines);
      say(address, linked(address, style), lines);
      from = found[1];
      found = BareLinks.next(text, from);
    }
    paths(text.substring(from), style, lines);
  }

  /** Text in which names of files are links. */
  private static void paths(String text, Style style, List<List<Span>> lines) {
    int from = 0;
    for (int[] found = BarePaths.next(text, 0); found.length > 0; ) {
      String path = text.substring(found[0], found[1]);
      say(text.substring(from, found[0]), style, lines);
      say(path, style.linked(BarePaths.SCHEME + path), lines);
      from = found[1];
      found = BarePaths.next(text, from);
    }
    say(text.substring(from), style, lines);
  }

  private void link(Link link, Style style, List<List<Span>> lines) {
    Style look = linked(link.getDestination(), style);
    for (Node node = link.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Text text) {
        say(text.getLiteral(), look, lines);
      } else {
        add(node, look, lines);
      }
    }
    target(link.getDestination(), plain(link), lines);
  }

  /** Where a link leads stands behind it, unless its words say so themselves. */
  private void target(String destination, String shown, List<List<Span>> lines) {
    String clean = Sanitizer.clean(destination).strip();
    boolean said = shown.contains(clean) || clean.equals("mailto:" + shown);
    if (!clean.isEmpty() && !said && !clean.startsWith("#")) {
      say(" (" + clean + ")", theme.style(Role.DIM), lines);
    }
  }

  private Style linked(String destination, Style style) {
    Style look = over(theme.style(Role.LINK), style);
    return BareLinks.address(destination).map(look::linked).orElse(look);
  }

  /** The colour of one and the marks of both; an address stays. */
  private static Style over(Style look, Style style) {
    return new Style(
        look.foreground(), style.background(), style.bits() | look.bits(), style.link());
  }

  /** The words of a node and of all below it; as deep as it goes, without recursion. */
  private static String plain(Node top) {
    StringBuilder text = new StringBuilder();
    Node node = top.getFirstChild();
    while (node != null) {
      if (node instanceof Text words) {
        text.append(words.getLiteral());
      } else if (node instanceof Code code) {
        text.append(code.getLiteral());
      }
      Node next = node.getFirstChild();
      while (next == null && node != null && node != top) {
        next = node.getNext();
        node = node.getParent();
      }
      node = next;
    }
    return text.toString();
  }

  private static void say(String text, Style style, List<List<Span>> lines) {
    String clean = Sanitizer.clean(text);
    if (!clean.isEmpty()) {
      lines.getLast().add(new Span(clean, style));
    }
  }
}

package io.codextemporal.tui.cells;

import io.codextemporal.tui.text.Line;
import io.codextemporal.tui.text.Role;
import io.codextemporal.tui.text.Sanitizer;
import io.codextemporal.tui.text.Span;
import io.codextemporal.tui.text.Style;
import io.codextemporal.tui.text.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
      case Text text -> say(text.getLiteral(), style, lines);
      case Code code -> say(code.getLiteral(), code(style), lines);
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
      }
      default -> children(node, style, lines);
    }
  }

  private Style code(Style style) {
    Style code = theme.style(Role.ACCENT);
    return new Style(code.foreground(), style.background(), style.bits() | code.bits(), null);
  }

  private void link(Link link, Style style, List<List<Span>> lines) {
    Optional<String> address = address(link.getDestination());
    Style look = theme.style(Role.LINK);
    Style both = new Style(look.foreground(), style.background(), style.bits() | look.bits(), null);
    children(link, address.map(both::linked).orElse(both), lines);
    String shown = text(link);
    if (address.isPresent() && !address.get().equals(shown) && !isPath(address.get())) {
      say(" (" + address.get() + ")", theme.style(Role.DIM), lines);
    }
  }

  private static boolean isPath(String address) {
    return !address.contains("://");
  }

  private static String text(Node parent) {
    StringBuilder text = new StringBuilder();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      text.append(node instanceof Text words ? words.getLiteral() : text(node));
    }
    return text.toString();
  }

  /** Only addresses that a terminal may open without surprise. */
  static Optional<String> address(String destination) {
    String clean = Sanitizer.clean(destination).strip();
    String lower = clean.toLowerCase(Locale.ROOT);
    boolean known =
        lower.startsWith("https://") || lower.startsWith("http://") || lower.startsWith("file://");
    boolean printable = clean.chars().allMatch(c -> c > ' ' && c < 0x7f);
    return known && printable && clean.length() < 2_000 ? Optional.of(clean) : Optional.empty();
  }

  private static void say(String text, Style style, List<List<Span>> lines) {
    String clean = Sanitizer.clean(text);
    if (!clean.isEmpty()) {
      lines.getLast().add(new Span(clean, style));
    }
  }
}

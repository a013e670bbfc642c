package io.codextemporal.activities.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/** A page as text: headings, lists, code and links, without what only a browser needs. Pure. */
final class PageText {
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);
  private static final String LEFT_OUT =
      "script, style, noscript, template, svg, canvas, iframe, object, embed, form, nav, [hidden],"
          + " [aria-hidden=true], [style~=(?i)display:\\s*none], [style~=(?i)visibility:\\s*hidden]";
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "section",
          "article",
          "main",
          "header",
          "footer",
          "aside",
          "ul",
          "ol",
          "table",
          "tr",
          "blockquote",
          "pre",
          "dl",
          "dt",
          "dd",
          "figure",
          "hr",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "li");

  /**
   * @param contentType as the server said it, or null
   * @throws IOException when it is nothing to read
   */
  static String of(byte[] body, @Nullable String contentType, String url) throws IOException {
    String type = contentType == null ? "text/html" : contentType.toLowerCase(Locale.ROOT);
    String kind = type.split(";", 2)[0].strip();
    if (kind.equals("text/html") || kind.equals("application/xhtml+xml")) {
      String charset = charset(type).map(Charset::name).orElse(null);
      return html(Jsoup.parse(new ByteArrayInputStream(body), charset, url));
    }
    if (kind.startsWith("text/")
        || kind.matches("application/(.+\\+)?(json|xml|javascript|yaml|toml|x-ndjson)")) {
      return new String(body, charset(type).orElse(StandardCharsets.UTF_8));
    }
    throw new IOException("it is " + kind + ", which cannot be read as text");
  }

  private static Optional<Charset> charset(String type) {
    Matcher named = CHARSET.matcher(type);
    try {
      return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static String html(Document page) {
    page.select(LEFT_OUT).remove();
    StringBuilder text = new StringBuilder();
    if (!page.title().isBlank()) {
      text.append(page.title()).append("\n\n");
    }
    page.body().traverse(new Writer(text));
    return text.toString().replaceAll("[ \\t]+\\n", "\n").replaceAll("\\n{3,}", "\n\n");
  }

  private record Writer(StringBuilder text) implements NodeVisitor {
    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        write(words);
      } else if (node instanceof Element element) {
        open(element);
      }
    }

    private void write(TextNode words) {
      boolean verbatim = words.parent() instanceof Element parent && parent.closest("pre") != null;
      if (verbatim) {
        text.append(words.getWholeText());
      } else if (!words.isBlank() || !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        String one = words.text();
        boolean atStart = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(atStart ? one.stripLeading() : one);
      }
    }

    private void open(Element element) {
      String name = element.normalName();
      if (name.equals("br")) {
        text.append('\n');
      } else if (BLOCKS.contains(name)) {
        line();
        switch (name) {
          case "h1", "h2", "h3", "h4", "h5", "h6" ->
              text.append('\n').append("#".repeat(name.charAt(1) - '0')).append(' ');
          case "li" -> text.append("- ");
          case "p", "pre", "blockquote", "table" -> text.append('\n');
          default -> {
            // A line of its own is all.
          }
        }
      } else if (name.equals("td") || name.equals("th")) {
        text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? "" : " | ");
      } else if (name.equals("a") && link(element)) {
        text.append('[');
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (node instanceof Element element) {
        if (BLOCKS.contains(element.normalName())) {
          line();
        } else if (element.normalName().equals("a") && link(element)) {
          text.append("](").append(element.absUrl("href")).append(')');
        }
      }
    }

    private void line() {
      if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
        text.append('\n');
      }
    }

    private static boolean link(Element element) {
      String to = element.absUrl("href");
      return to.startsWith("http") && !element.text().isBlank();
    }
  }

  private PageText() {}
}

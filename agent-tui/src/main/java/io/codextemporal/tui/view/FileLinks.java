package io.codextemporal.tui.view;

import io.codextemporal.tui.cells.BarePaths;
import io.codextemporal.tui.text.Style;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Makes addresses of the paths that cells name: rows are laid out without knowing where the session
 * works. Pure.
 *
 * @param machine the host that has the files
 * @param cwd the folder that relative paths begin in
 */
record FileLinks(String machine, String cwd) {
  static final FileLinks NONE = new FileLinks("", "");

  private static final String PLAIN = "/-._~+@";

  /** The same style with an address that a terminal can open, or without one. */
  Style resolved(Style style) {
    @Nullable String link = style.link();
    if (link == null || !link.startsWith(BarePaths.SCHEME)) {
      return style;
    }
    String path = link.substring(BarePaths.SCHEME.length());
    if (path.startsWith("./")) {
      path = path.substring(2);
    }
    boolean known = !machine.isEmpty() && cwd.startsWith("/");
    return known
        ? style.linked(
            "file://" + machine + escaped(path.startsWith("/") ? path : cwd + "/" + path))
        : new Style(style.foreground(), style.background(), style.bits(), null);
  }

  private static String escaped(String path) {
    StringBuilder text = new StringBuilder(path.length());
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
      text.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return text.toString();
  }
}

package io.codextemporal.tui.cells;

import io.codextemporal.tui.cells.FilePatch.Changed;
import io.codextemporal.tui.cells.FilePatch.Deed;
import io.codextemporal.tui.cells.FilePatch.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a unified diff, with git's headers or without, and a patch in the model's own form, into
 * what it does to each file. Reads for show only: what it cannot make sense of stays as a line, and
 * nothing is ever lost or refused.
 */
final class PatchReader {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)");

  private final List<FilePatch> files = new ArrayList<>();
  private final List<Changed> lines = new ArrayList<>();
  private Deed deed = Deed.EDITED;
  private String path = "";
  private String movedTo = "";
  private boolean begun;

  /** Lines of the hunk still to come, as its header tells; what they say is never a header. */
  private int oldLeft;

  private int newLeft;
  private int oldLine;
  private int newLine;
  private boolean numbered;

  static List<FilePatch> read(String patch) {
    PatchReader reader = new PatchReader();
    patch.lines().forEach(reader::line);
    reader.finish();
    return reader.files;
  }

  private void line(String line) {
    boolean inside = oldLeft > 0 || newLeft > 0;
    if (inside && !line.startsWith("diff --git ") && !line.startsWith("*** ")) {
      body(line);
    } else if (!ownHeader(line) && !gitHeader(line) && !hunk(line)) {
      body(line);
    }
  }

  /** The headers of the model's own form. */
  private boolean ownHeader(String line) {
    if (line.startsWith("*** Update File: ")) {
      begin(Deed.EDITED, line.substring(17));
    } else if (line.startsWith("*** Add File: ")) {
      begin(Deed.ADDED, line.substring(14));
      number(1, 1);
    } else if (line.startsWith("*** Delete File: ")) {
      begin(Deed.DELETED, line.substring(17));
    } else if (line.startsWith("*** Move to: ")) {
      movedTo = line.substring(13).strip();
    } else {
      return line.startsWith("*** Begin Patch")
          || line.startsWith("*** End Patch")
          || line.startsWith("*** End of File")
          || line.startsWith("*** Environment ID");
    }
    return true;
  }

  private boolean gitHeader(String line) {
    if (line.startsWith("diff --git ")) {
      int second = line.lastIndexOf(" b/");
      begin(Deed.EDITED, second < 0 ? line.substring(11) : line.substring(second + 3));
    } else if (line.startsWith("new file mode")) {
      deed = Deed.ADDED;
    } else if (line.startsWith("deleted file mode")) {
      deed = Deed.DELETED;
    } else if (line.startsWith("rename from ")) {
      path = line.substring(12).strip();
    } else if (line.startsWith("rename to ")) {
      movedTo = line.substring(10).strip();
    } else if (line.startsWith("--- ")) {
      before(name(line));
    } else if (line.startsWith("+++ ")) {
      after(name(line));
    } else if (line.startsWith("Binary files ")) {
      lines.add(new Changed(Kind.REMARK, 0, "binary"));
    } else {
      return line.startsWith("index ")
          || line.startsWith("similarity index ")
          || line.startsWith("old mode ")
          || line.startsWith("new mode ");
    }
    return true;
  }

  private void before(String name) {
    if (!begun || !lines.isEmpty()) {
      begin(Deed.EDITED, name.isEmpty() ? path : name);
    }
    deed = name.isEmpty() ? Deed.ADDED : deed;
  }

  private void after(String name) {
    if (name.isEmpty()) {
      deed = Deed.DELETED;
    } else if (movedTo.isEmpty()) {
      path = name;
    }
  }

  /** A file's name behind {@code ---} or {@code +++}; empty for none. */
  private static String name(String line) {
    String name = line.substring(4).split("\t", 2)[0].strip();
    if (name.equals("/dev/null")) {
      return "";
    }
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  private boolean hunk(String line) {
    Matcher hunk = HUNK.matcher(line);
    if (hunk.matches()) {
      gap(hunk.group(5));
      number(Integer.parseInt(hunk.group(1)), Integer.parseInt(hunk.group(3)));
      oldLeft = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      newLeft = hunk.group(4) == null ? 1 : Integer.parseInt(hunk.group(4));
      return true;
    }
    if (line.startsWith("@@")) {
      gap(line.substring(2).strip());
      return true;
    }
    return false;
  }

  private void gap(String where) {
    if (!lines.isEmpty() || !where.isBlank()) {
      lines.add(new Changed(Kind.GAP, 0, where));
    }
  }

  private void number(int old, int next) {
    numbered = true;
    oldLine = old;
    newLine = next;
  }

  private void body(String line) {
    if (line.startsWith("+")) {
      lines.add(new Changed(Kind.ADDED, numbered ? newLine++ : 0, line.substring(1)));
      newLeft--;
    } else if (line.startsWith("-")) {
      lines.add(new Changed(Kind.REMOVED, numbered ? oldLine++ : 0, line.substring(1)));
      oldLeft--;
    } else if (line.startsWith("\\")) {
      lines.add(new Changed(Kind.REMARK, 0, line.substring(1).strip()));
    } else {
      String text = line.startsWith(" ") ? line.substring(1) : line;
      lines.add(new Changed(Kind.CONTEXT, numbered ? newLine++ : 0, text));
      oldLine++;
      oldLeft--;
      newLeft--;
    }
  }

  private void begin(Deed what, String name) {
    finish();
    deed = what;
    path = name.strip();
    begun = true;
  }

  private void finish() {
    if (begun || lines.stream().anyMatch(line -> !line.text().isBlank())) {
      files.add(FilePatch.of(deed, path, movedTo, lines));
    }
    lines.clear();
    deed = Deed.EDITED;
    path = "";
    movedTo = "";
    begun = false;
    numbered = false;
    oldLeft = 0;
    newLeft = 0;
  }
}

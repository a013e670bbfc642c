package io.codextemporal.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tomlj.Toml;

/**
 * What the user's config.toml says of a folder's own settings: {@code [projects."FOLDER"]
 * trust_level}. Writing changes that one value and keeps every other character; a file that does
 * not parse, or in which the value cannot be set without touching more, is left as it is and a
 * {@link ConfigException} says so.
 */
public final class FolderTrust {
  private static final String KEY = "trust_level";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Pattern VALUE =
      Pattern.compile("^(\\s*" + KEY + "\\s*=\\s*)(\"[^\"]*\"|'[^']*')");

  private final Path file;
  private final Path lock;

  /** {@code places} tells which file is the user's. */
  public FolderTrust(Places places) {
    this.file = places.configFile();
    this.lock = places.state().resolve("config.lock");
  }

  /** Trusts {@code folder}, an absolute path, from now on. */
  public void trust(Path folder) {
    set(folder, "trusted");
  }

  /** Does not trust it, and need not be asked again. */
  public void distrust(Path folder) {
    set(folder, "untrusted");
  }

  private void set(Path folder, String level) {
    HeldLock held = lock();
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file;
      String before = Files.exists(target) ? Files.readString(target) : "";
      String after = changed(before, folder.toString(), level);
      if (!after.equals(before)) {
        replace(target, after);
      }
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(), "cannot be written (" + e.getMessage() + ")", "Check its permissions.");
    } finally {
      held.close();
    }
  }

  private HeldLock lock() {
    try {
      return HeldLock.take(lock, PATIENCE).orElseThrow(this::busy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private ConfigException busy() {
    return new ConfigException(
        file.toString(), "another program is writing it", "Try again in a moment.");
  }

  /** The text with that one value set. */
  private String changed(String text, String folder, String level) {
    ConfigLayer before = TomlFile.parse("user", file, text);
    String next = edited(text, before.lines(), folder, level);
    if (!says(next, with(before.values(), folder, level))) {
      throw new ConfigException(
          file.toString(),
          "it says something of this folder in a way that cannot be changed here",
          "Write there yourself: [projects."
              + quoted(folder)
              + "] "
              + KEY
              + " = \""
              + level
              + "\"");
    }
    return next;
  }

  private boolean says(String text, Map<String, Object> values) {
    return !Toml.parse(text).hasErrors()
        && TomlFile.parse("user", file, text).values().equals(values);
  }

  private static String edited(
      String text, Map<List<String>, Integer> lines, String folder, String level) {
    Integer value = lines.get(List.of("projects", folder, KEY));
    if (value != null) {
      return replacedLine(text, value, level);
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    Integer table = lines.get(List.of("projects", folder));
    String line = KEY + " = \"" + level + "\"";
    if (table != null) {
      return insertedAfter(text, table, line, end);
    }
    String gap = text.isEmpty() ? "" : text.endsWith("\n") ? end : end + end;
    return text + gap + "[projects." + quoted(folder) + "]" + end + line + end;
  }

  private static String replacedLine(String text, int number, String level) {
    int start = startOf(text, number);
    Matcher matcher = VALUE.matcher(text).region(start, text.length());
    return matcher.find()
        ? text.substring(0, matcher.end(1)) + "\"" + level + "\"" + text.substring(matcher.end(2))
        : text;
  }

  private static String insertedAfter(String text, int number, String line, String end) {
    int next = startOf(text, number + 1);
    boolean whole = next > 0 && text.charAt(next - 1) == '\n';
    return text.substring(0, next) + (whole ? "" : end) + line + end + text.substring(next);
  }

  /** Where the line of that number begins, from 1; the end when there are fewer. */
  private static int startOf(String text, int number) {
    int at = 0;
    for (int line = 1; line < number; line++) {
      int feed = text.indexOf('\n', at);
      if (feed < 0) {
        return text.length();
      }
      at = feed + 1;
    }
    return at;
  }

  private static Map<String, Object> with(Map<String, Object> values, String folder, String level) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    Map<String, Object> projects = table(all, "projects");
    Map<String, Object> project = table(projects, folder);
    project.put(KEY, level);
    return all;
  }

  /** A copy of the table of that name, in its place. */
  private static Map<String, Object> table(Map<String, Object> in, String name) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (in.get(name) instanceof Map<?, ?> old) {
      old.forEach((key, value) -> copy.put(key.toString(), value));
    }
    in.put(name, copy);
    return copy;
  }

  private static String quoted(String folder) {
    StringBuilder text = new StringBuilder("\"");
    for (char letter : folder.toCharArray()) {
      if (letter == '"' || letter == '\\') {
        text.append('\\').append(letter);
      } else if (letter < ' ' || letter == 0x7f) {
        text.append(String.format("\\u%04X", (int) letter));
      } else {
        text.append(letter);
      }
    }
    return text.append('"').toString();
  }

  /** In one step, with the permissions the file had; 0600 for a new one. */
  private static void replace(Path target, String text) throws IOException {
    if (!Files.exists(target)) {
      PrivateFiles.write(target, text);
      return;
    }
    Set<PosixFilePermission> mode = Files.getPosixFilePermissions(target);
    Path fresh =
        Files.createTempFile(
            target.toAbsolutePath().getParent(),
            ".config-",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
      Files.setPosixFilePermissions(fresh, mode);
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}

package io.codextemporal.config;

import io.codextemporal.policy.ExecPolicy;
import io.codextemporal.policy.PrefixRule;
import io.codextemporal.policy.RulesException;
import io.codextemporal.policy.RulesParser;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rules in force in a folder: {@code rules/*.rules} of the system's and the user's
 * configuration, and of the project where the user trusts it, by name.
 *
 * <p>Looked at anew on every call, read only when something changed. Files that do not parse leave
 * the last good policy in force; without one everything asks. Thread-safe.
 */
public final class RulesFiles {
  private static final Path SYSTEM = Path.of("/etc/codex/rules");
  private static final int MOST_FOLDERS = 200;

  private final Places places;
  private final ConcurrentMap<Path, State> states = new ConcurrentHashMap<>();

  public RulesFiles(Places places) {
    this.places = places;
  }

  /**
   * @param warning what is wrong with the files, with {@code file:line}, or null
   */
  public record Loaded(ExecPolicy policy, @Nullable String warning) {}

  /** Rules that a folder's sessions go by now. */
  public Loaded in(Path cwd) {
    State before = states.get(cwd);
    List<Path> projects =
        before != null && before.trust.equals(stamp(places.configFile()))
            ? before.projects
            : projects(cwd);
    List<Stamp> files = new ArrayList<>();
    list(SYSTEM, false, files);
    list(places.codexHome().resolve("rules"), false, files);
    projects.forEach(folder -> list(folder, true, files));
    if (before != null && before.files.equals(files) && before.projects.equals(projects)) {
      return before.loaded;
    }
    Loaded loaded = load(files, before);
    if (states.size() >= MOST_FOLDERS) {
      states.clear();
    }
    states.put(cwd, new State(stamp(places.configFile()), projects, files, loaded));
    return loaded;
  }

  /** These files alone, in this order. */
  public static ExecPolicy of(List<Path> files) throws IOException, RulesException {
    List<PrefixRule> rules = new ArrayList<>();
    for (Path file : files) {
      rules.addAll(RulesParser.parse(file.toString(), Files.readString(file), false));
    }
    return new ExecPolicy(rules);
  }

  private static Loaded load(List<Stamp> files, @Nullable State before) {
    List<PrefixRule> rules = new ArrayList<>();
    String problem = null;
    for (Stamp stamp : files) {
      try {
        String text = Files.readString(stamp.file());
        rules.addAll(RulesParser.parse(stamp.file().toString(), text, stamp.byProject()));
      } catch (RulesException e) {
        problem = e.what();
      } catch (NoSuchFileException e) {
        continue; // Gone since the folder was listed.
      } catch (IOException e) {
        problem = stamp.file() + ": cannot be read: " + e;
      }
    }
    if (problem == null) {
      return new Loaded(new ExecPolicy(rules), null);
    }
    Optional<ExecPolicy> last =
        Optional.ofNullable(before)
            .map(state -> state.loaded.policy())
            .filter(policy -> policy.problem().isEmpty());
    return last.isPresent()
        ? new Loaded(last.get(), "The rules were not read anew: " + problem)
        : new Loaded(
            ExecPolicy.unreadable("the rules cannot be read: " + problem),
            "Every command asks, because the rules cannot be read: " + problem);
  }

  /** Folders that a trusted project's rules are in, outermost first. */
  private List<Path> projects(Path cwd) {
    try {
      Config own = ConfigLayers.userOnly(places);
      return ProjectLayers.trustedFolders(own, cwd).stream()
          .map(folder -> folder.resolve(".codex/rules"))
          .toList();
    } catch (ConfigException e) {
      return List.of(); // Nothing is trusted by a file that does not parse.
    }
  }

  private static void list(Path folder, boolean byProject, List<Stamp> into) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.rules")) {
      StreamSupport.stream(files.spliterator(), false)
          .sorted()
          .map(file -> stamp(file, byProject))
          .forEach(into::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return; // No rules there.
    } catch (IOException e) {
      into.add(new Stamp(folder, FileTime.fromMillis(0), -1, byProject));
    }
  }

  private static Stamp stamp(Path file) {
    return stamp(file, false);
  }

  private static Stamp stamp(Path file, boolean byProject) {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(file, is.lastModifiedTime(), is.size(), byProject);
    } catch (IOException e) {
      return new Stamp(file, FileTime.fromMillis(0), -1, byProject);
    }
  }

  /** A file as it was when it was looked at. */
  private record Stamp(Path file, FileTime modified, long size, boolean byProject) {}

  private record State(Stamp trust, List<Path> projects, List<Stamp> files, Loaded loaded) {}
}

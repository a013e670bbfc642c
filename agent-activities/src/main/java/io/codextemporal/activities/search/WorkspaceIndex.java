package io.codextemporal.activities.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The index of one folder, brought up to date with what is there: only files that changed are read.
 * One thread at a time updates; {@link #search} may be called meanwhile.
 */
final class WorkspaceIndex implements AutoCloseable {
  private static final int MOST_FILES = 100_000;

  /** How many files are taken in before they can be found. */
  private static final int STEP = 1_000;

  private final Path root;
  private final WordIndex words;
  private final FolderWatch watch;
  private final Map<String, FileMark> marks;
  private final FileList list;
  private final Predicate<Path> mayBeRead;
  private final InstantSource clock;
  private volatile boolean listed;
  private volatile boolean leftOff;
  private boolean unwritten;
  private volatile int left;

  /** Port: the files of a folder, from it, without those that git ignores. */
  interface FileList {
    List<String> below(Path folder);
  }

  /**
   * @param folder the index's own
   * @param mayBeRead by every session
   */
  WorkspaceIndex(
      Path root, Path folder, FileList list, Predicate<Path> mayBeRead, InstantSource clock)
      throws IOException {
    this.root = root;
    this.list = list;
    this.mayBeRead = mayBeRead;
    this.clock = clock;
    this.words = WordIndex.open(Files.createDirectories(folder.resolve("words")));
    this.marks = words.marks();
    this.watch = FolderWatch.of(root, Files.createDirectories(folder.resolve("signals")));
  }

  /** Files that are yet to be taken in. */
  int left() {
    return listed ? left : Math.max(1, left);
  }

  int size() {
    return words.size();
  }

  /** Takes in what changed since the last time. */
  void update() throws IOException, InterruptedException {
    FolderWatch.Changes changes = watch.changes();
    boolean all = !listed || changes.anything();
    Set<String> touched = new LinkedHashSet<>();
    boolean anew = all;
    for (Path path : changes.touched()) {
      String name = root.relativize(path).toString();
      boolean known = marks.containsKey(name);
      boolean gone = !Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      anew |= (!known && !gone) || (gone && !known) || name.endsWith(".gitignore");
      if (known) {
        touched.add(name);
      }
    }
    if (anew) {
      list(all, touched);
    } else {
      takeIn(touched, touched);
    }
  }

  /** Compares with the list of files: all of them, or those that came and went. */
  private void list(boolean all, Set<String> touched) throws IOException, InterruptedException {
    Set<String> files = new HashSet<>();
    for (String name : list.below(root)) {
      if (files.size() < MOST_FILES && !hidden(name)) {
        files.add(name);
      }
    }
    if (!listed) {
      watch.cover(files);
      // What changed until all was watched is found by the next look at everything.
      list.below(root).stream().filter(name -> !hidden(name)).limit(MOST_FILES).forEach(files::add);
    }
    watch.cover(files);
    Set<String> work = new LinkedHashSet<>(touched);
    for (String name : marks.keySet()) {
      if (!files.contains(name)) {
        work.add(name);
      }
    }
    for (String name : files) {
      if (all || !marks.containsKey(name)) {
        work.add(name);
      }
    }
    gone(work, files);
    takeIn(work, touched);
    listed = true;
  }

  /** What is no longer listed is ignored now, even if it is still there. */
  private void gone(Set<String> work, Set<String> files) throws IOException {
    for (String name : List.copyOf(work)) {
      if (!files.contains(name)) {
        work.remove(name);
        drop(name);
      }
    }
  }

  /** Of the touched ones time and size are not asked: somebody wrote to them. */
  private void takeIn(Set<String> names, Set<String> touched)
      throws IOException, InterruptedException {
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      if (touched.contains(name) || !fits(name)) {
        changed.add(name);
      }
    }
    left = changed.size();
    for (int i = 0; i < changed.size(); i++) {
      if (leftOff || Thread.interrupted()) {
        throw new InterruptedException();
      }
      look(changed.get(i));
      left = changed.size() - i - 1;
      if (i % STEP == STEP - 1) {
        words.refresh();
      }
    }
    words.refresh();
    unwritten |= !changed.isEmpty();
  }

  private boolean fits(String name) {
    FileMark mark = marks.get(name);
    try {
      return mark != null && mark.fits(attributes(name));
    } catch (IOException e) {
      return false;
    }
  }

  private BasicFileAttributes attributes(String name) throws IOException {
    return Files.readAttributes(
        root.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private void look(String name) throws IOException {
    FileMark mark;
    FileText text;
    try {
      BasicFileAttributes attributes = attributes(name);
      Path path = root.resolve(name);
      if (!attributes.isRegularFile() || !mayBeRead.test(path)) {
        drop(name);
        return;
      }
      text = FileText.read(path);
      mark = FileMark.of(attributes, text.hash(), clock.millis());
    } catch (IOException e) {
      drop(name); // It went meanwhile, or it is not ours to read.
      return;
    }
    FileMark before = marks.put(name, mark);
    if (before == null || before.hash() != mark.hash() || before.size() != mark.size()) {
      words.put(name, mark, text.text());
    }
  }

  private void drop(String name) throws IOException {
    if (marks.remove(name) != null) {
      words.remove(name);
      unwritten = true;
    }
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }

  WordIndex.Found search(String query, String below, int limit) throws IOException {
    return words.search(query, below, limit);
  }

  /** An update under way takes in no more files; there is no other after it. */
  void leaveOff() {
    leftOff = true;
  }

  /** Writes to the disk what was taken in. */
  void keep() throws IOException {
    if (unwritten) {
      words.commit();
      unwritten = false;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      watch.close();
    } finally {
      words.close();
    }
  }

  /** Lets go of an index that is damaged. */
  void abandon() throws IOException {
    try {
      watch.close();
    } finally {
      words.abandon();
    }
  }
}

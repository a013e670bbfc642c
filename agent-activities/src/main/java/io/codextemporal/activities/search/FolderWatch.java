package io.codextemporal.activities.search;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What changed below a folder, as the system tells it. Not thread-safe.
 *
 * <p>Asked, it makes a file of its own and waits until it is told of that one: the system tells
 * things in their order, so all that happened before has been told by then. Where it cannot watch
 * it says that anything may have changed.
 */
final class FolderWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);

  private static final int MOST_FOLDERS = 8_000;
  private static final long PATIENCE_MILLIS = 1_000;

  /** Folders without files of ours are watched too while there are few: files may come. */
  private static final int FEW = 12;

  private final Path root;
  private final Path signals;
  private final Map<WatchKey, Path> folders = new HashMap<>();
  private final Set<Path> watched = new LinkedHashSet<>();
  private final WatchService service;
  private boolean blind;

  private FolderWatch(Path root, Path signals, WatchService service) {
    this.root = root;
    this.signals = signals;
    this.service = service;
  }

  /**
   * @param signals a folder of ours
   */
  static FolderWatch of(Path root, Path signals) throws IOException {
    FolderWatch watch = new FolderWatch(root, signals, root.getFileSystem().newWatchService());
    watch.add(signals);
    watch.add(root);
    return watch;
  }

  /** Watches the folders of these files, given from the root. */
  void cover(Iterable<String> files) {
    Set<Path> wanted = new LinkedHashSet<>();
    for (String file : files) {
      Path folder = root.resolve(file).getParent();
      while (folder != null && folder.startsWith(root) && wanted.add(folder)) {
        folder = folder.getParent();
      }
    }
    for (Path folder : wanted) {
      if (!watched.contains(folder)) {
        add(folder);
        coverFew(folder, wanted);
      }
    }
  }

  /** The folders below one that hold nothing of ours, if they are few. */
  private void coverFew(Path folder, Set<Path> wanted) {
    try (var entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      int count = 0;
      for (Path entry : entries) {
        if (++count > FEW) {
          return;
        }
        if (!wanted.contains(entry) && !Files.isSymbolicLink(entry)) {
          add(entry);
        }
      }
    } catch (IOException e) {
      LOG.debug("not looked into for folders to watch: {}", folder, e);
    }
  }

  private void add(Path folder) {
    if (blind || watched.contains(folder)) {
      return;
    }
    if (watched.size() >= MOST_FOLDERS) {
      goBlind("it has too many folders");
      return;
    }
    try {
      WatchKey key =
          folder.register(
              service,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE);
      folders.put(key, folder);
      watched.add(folder);
    } catch (IOException e) {
      if (Files.isDirectory(folder)) {
        goBlind(String.valueOf(e.getMessage()));
      }
    }
  }

  private void goBlind(String why) {
    LOG.info("cannot watch {}: {}; every search looks at all its files", root, why);
    blind = true;
  }

  /** What changed since it was asked last. */
  Changes changes() throws InterruptedException {
    if (blind) {
      return Changes.ANYTHING;
    }
    Set<Path> touched = new LinkedHashSet<>();
    String name = UUID.randomUUID().toString();
    Path signal = signals.resolve(name);
    try {
      Files.createFile(signal);
      boolean told = drain(signal, touched);
      Files.delete(signal);
      return told ? new Changes(false, touched) : Changes.ANYTHING;
    } catch (IOException | ClosedWatchServiceException e) {
      goBlind(String.valueOf(e.getMessage()));
      return Changes.ANYTHING;
    }
  }

  /**
   * False when not all was told. What is told of a folder stands in the line where its first word
   * stood: once the signal is seen, those behind it are looked at too, without waiting.
   */
  private boolean drain(Path signal, Set<Path> touched) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    boolean whole = true;
    boolean signalled = false;
    while (true) {
      long patience = signalled ? 0 : deadline - System.nanoTime();
      WatchKey key = service.poll(patience, TimeUnit.NANOSECONDS);
      if (key == null) {
        return signalled && whole;
      }
      Path folder = folders.get(key);
      for (WatchEvent<?> event : key.pollEvents()) {
        if (folder == null || !(event.context() instanceof Path name)) {
          whole = false; // More happened than could be told.
        } else if (folder.equals(signals)) {
          signalled |= folder.resolve(name).equals(signal);
        } else {
          touched.add(folder.resolve(name));
        }
      }
      if (!key.reset() && folder != null) {
        folders.remove(key);
        watched.remove(folder);
        touched.add(folder);
      }
    }
  }

  /**
   * What changed.
   *
   * @param anything whether it is not known what
   * @param touched files and folders, absolute
   */
  record Changes(boolean anything, Set<Path> touched) {
    static final Changes ANYTHING = new Changes(true, Set.of());

    Changes {
      touched = Set.copyOf(touched);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}

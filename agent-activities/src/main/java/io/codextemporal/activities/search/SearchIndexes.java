package io.codextemporal.activities.search;

import io.codextemporal.activities.file.ReadBounds;
import io.codextemporal.activities.file.WorkspaceFiles;
import io.codextemporal.config.Places;
import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of this worker, one a folder, opened when first asked for and kept up to date in
 * threads of their own. Thread-safe. At most {@value #MOST_OPEN} are open; the one unused longest
 * is closed.
 *
 * <p>An index holds no file that tools may not read; what a session in particular may not read is
 * its caller's to leave out.
 */
public final class SearchIndexes {
  private static final Logger LOG = LoggerFactory.getLogger(SearchIndexes.class);
  private static final int MOST_OPEN = 4;

  private final IndexFolders folders;
  private final WorkspaceIndex.FileList list;
  private final ReadBounds everyones;
  private final InstantSource clock;
  private final Map<Path, LivingIndex> open = new LinkedHashMap<>(8, 0.75f, true);

  public SearchIndexes(Places places, WorkspaceFiles files, InstantSource clock) {
    this.folders = new IndexFolders(() -> places.cache().resolve("search"));
    this.list = files::below;
    // No session has this name, so no session's outputs are let in.
    this.everyones = new ReadBounds(places, new SessionId("nobody"), SandboxMode.READ_ONLY);
    this.clock = clock;
  }

  /**
   * Searches a folder as it is now.
   *
   * @param root real
   * @param below a path of it, or empty
   * @param patience how long to wait for what is yet to be taken in
   * @throws IOException when there is no way to search it
   */
  Answer search(Path root, String query, String below, int limit, Duration patience)
      throws IOException, InterruptedException {
    LivingIndex index = index(root);
    try {
      return index.search(query, below, limit, patience);
    } catch (IOException e) {
      if (index.closed()) {
        return index(root).search(query, below, limit, patience); // Others needed its place.
      }
      throw e;
    }
  }

  private LivingIndex index(Path root) throws IOException {
    Optional<LivingIndex> eldest = Optional.empty();
    LivingIndex index;
    synchronized (open) {
      LivingIndex known = open.get(root);
      if (known != null) {
        return known;
      }
      index = new LivingIndex(folders.take(root), this::opened, root);
      open.put(root, index);
      if (open.size() > MOST_OPEN) {
        Path first = open.keySet().iterator().next();
        eldest = Optional.ofNullable(open.remove(first));
      }
    }
    eldest.ifPresent(SearchIndexes::close);
    return index;
  }

  private WorkspaceIndex opened(Path root, Path folder) throws IOException {
    return new WorkspaceIndex(root, folder, list, everyones::permit, clock);
  }

  private static void close(LivingIndex index) {
    try {
      index.close();
    } catch (IOException e) {
      LOG.warn("cannot close an index", e);
    }
  }

  /** Writes what is not on the disk yet and lets go of all, soon; who asks later opens it anew. */
  public void close() {
    synchronized (open) {
      open.values().forEach(SearchIndexes::close);
      open.clear();
    }
  }

  /**
   * What was found.
   *
   * @param left files that are yet to be taken in
   * @param size files that were looked through
   */
  record Answer(WordIndex.Found found, int left, int size) {}
}

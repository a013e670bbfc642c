package io.codextemporal.activities.patch;

import io.codextemporal.activities.file.OpenFolder;
import io.codextemporal.activities.file.RealPath;
import io.codextemporal.activities.file.SystemError;
import io.codextemporal.activities.file.WriteBounds;
import io.codextemporal.protocol.FileChange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a patch against the files it names: reads, never writes. One object a patch; not
 * thread-safe.
 */
public final class PatchFiles {
  private static final int CONTEXT = 3;
  private static final long LARGEST = 64_000_000;

  private final Path cwd;
  private final WriteBounds bounds;
  private final Set<Path> taken = new HashSet<>();
  private final List<FileStep> steps = new ArrayList<>();
  private final List<FileChange> changes = new ArrayList<>();

  private PatchFiles(Path cwd, WriteBounds bounds) {
    this.cwd = cwd;
    this.bounds = bounds;
  }

  /**
   * What the patch would do, or why it cannot be done.
   *
   * @param cwd absolute; paths count from it
   */
  public static PatchPlan plan(String patch, Path cwd, WriteBounds bounds) throws PatchException {
    PatchFiles files = new PatchFiles(cwd, bounds);
    for (Hunk hunk : PatchParser.parse(patch)) {
      switch (hunk) {
        case Hunk.Add add -> files.write(add.path(), add.contents());
        case Hunk.Delete delete -> files.delete(delete.path());
        case Hunk.Update update -> files.update(update);
      }
    }
    return new PatchPlan(files.steps, files.changes);
  }

  /** A whole file instead of what is there. */
  public static PatchPlan write(String path, String contents, Path cwd, WriteBounds bounds)
      throws PatchException {
    PatchFiles files = new PatchFiles(cwd, bounds);
    files.write(path, contents);
    return new PatchPlan(files.steps, files.changes);
  }

  private void write(String path, String contents) throws PatchException {
    Found target = found(path, true, "write file");
    take(path, target.real);
    byte[] fresh = contents.getBytes(StandardCharsets.UTF_8);
    steps.add(target.becomes(path, fresh, target.permissions));
    TextLines old = TextLines.of(target.old == null ? "" : lenient(target.old));
    List<Edit> edits = FileDiff.between(old, TextLines.of(contents));
    changed(path, null, "add", old, edits);
  }

  private void delete(String path) throws PatchException {
    Found target;
    try {
      target = found(path, false, "delete file");
    } catch (PatchException e) {
      throw new PatchException("Failed to delete file " + path);
    }
    if (target.before.equals(FileState.ABSENT)) {
      throw new PatchException("Failed to delete file " + path);
    }
    take(path, target.real);
    steps.add(target.becomes(path, null, null));
    TextLines old = TextLines.of(target.old == null ? "" : lenient(target.old));
    changed(path, null, "delete", old, FileDiff.between(old, TextLines.of("")));
  }

  private void update(Hunk.Update update) throws PatchException {
    String path = update.path();
    Found source = found(path, true, "read file to update");
    if (source.old == null) {
      throw new PatchException(
          "Failed to read file to update " + path + ": " + SystemError.NO_FILE);
    }
    TextLines old = TextLines.of(strict(path, source.old));
    Chunks.Fitted fitted = Chunks.fit(path, old, update.chunks());
    byte[] fresh = fitted.result().whole().getBytes(StandardCharsets.UTF_8);
    String moveTo = update.moveTo();
    Found target = moveTo == null ? source : found(moveTo, true, "write file");
    take(path, source.real);
    boolean moves = moveTo != null && !target.real.equals(source.real);
    if (moves) {
      take(String.valueOf(moveTo), target.real);
      steps.add(target.becomes(String.valueOf(moveTo), fresh, source.permissions));
      Found entry = found(path, false, "remove original");
      steps.add(entry.becomes(path, null, null));
    } else {
      steps.add(source.becomes(path, fresh, source.permissions));
    }
    changed(path, moveTo, "update", old, fitted.edits());
  }

  private void changed(
      String path, @Nullable String movedTo, String kind, TextLines old, List<Edit> edits) {
    int added = edits.stream().mapToInt(edit -> edit.added().size()).sum();
    int removed = edits.stream().mapToInt(Edit::removed).sum();
    String diff = UnifiedDiff.of(old, edits, CONTEXT);
    changes.add(new FileChange(path, kind, movedTo, added, removed, diff));
  }

  private void take(String path, Path real) throws PatchException {
    if (!taken.add(real)) {
      throw PatchException.patch("more than one operation on '" + path + "'");
    }
  }

  /**
   * Looks at a file.
   *
   * @param follow whether a link stands for what it leads to
   * @param purpose for the error
   */
  private Found found(String path, boolean follow, String purpose) throws PatchException {
    try {
      Path absolute = cwd.resolve(path);
      Path real = follow ? RealPath.of(absolute) : RealPath.ofEntry(absolute);
      return look(real, follow);
    } catch (IOException e) {
      throw new PatchException("Failed to " + purpose + " " + path + ": " + SystemError.of(e));
    } catch (InvalidPathException e) {
      throw new PatchException("Failed to " + purpose + " " + path + ": it is no path");
    }
  }

  private Found look(Path real, boolean writes) throws IOException {
    Path base = bounds.baseOf(real);
    Path name = real.getFileName();
    Path folder = real.getParent();
    if (name == null || folder == null) {
      throw new IOException(SystemError.IS_A_FOLDER);
    }
    if (!Files.isDirectory(folder)) {
      Path standing = RealPath.standing(folder);
      if (Files.exists(standing.resolve(standing.relativize(folder).getName(0)))) {
        throw new IOException(SystemError.NOT_A_FOLDER);
      }
      return new Found(real, base, FileState.ABSENT, null, null);
    }
    try (OpenFolder open = OpenFolder.open(base, folder)) {
      BasicFileAttributes attributes = open.attributes(name).orElse(null);
      if (attributes == null) {
        return new Found(real, base, FileState.ABSENT, null, null);
      }
      if (attributes.isSymbolicLink()) {
        return new Found(real, base, FileState.LINK, null, null);
      }
      if (!attributes.isRegularFile()) {
        throw new IOException(
            attributes.isDirectory() ? SystemError.IS_A_FOLDER : "it is no plain file");
      }
      if (attributes.size() > LARGEST) {
        throw new IOException("it is larger than " + LARGEST + " bytes");
      }
      if (writes && !Files.isWritable(real)) {
        throw new IOException(SystemError.DENIED);
      }
      byte[] bytes = bytes(open, name);
      return new Found(real, base, FileState.digest(bytes), bytes, open.permissions(name));
    }
  }

  private static byte[] bytes(OpenFolder folder, Path name) throws IOException {
    try (SeekableByteChannel channel = folder.read(name);
        InputStream in = Channels.newInputStream(channel)) {
      return in.readNBytes((int) LARGEST);
    }
  }

  private static String lenient(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String strict(String path, byte[] bytes) throws PatchException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new PatchException(
          "Failed to read file to update " + path + ": " + SystemError.NOT_TEXT);
    }
  }

  private static final class Found {
    private final Path real;
    private final Path base;
    private final String before;
    private final byte @Nullable [] old;
    private final @Nullable Set<PosixFilePermission> permissions;

    Found(
        Path real,
        Path base,
        String before,
        byte @Nullable [] old,
        @Nullable Set<PosixFilePermission> permissions) {
      this.real = real;
      this.base = base;
      this.before = before;
      this.old = old;
      this.permissions = permissions;
    }

    FileStep becomes(
        String shown, byte @Nullable [] fresh, @Nullable Set<PosixFilePermission> mode) {
      return new FileStep(real, base, shown, before, old, fresh, mode);
    }
  }
}

package io.codextemporal.activities.sandbox;

import io.codextemporal.config.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What a confined command sees of the disk. Every path is looked at once, here, with its links
 * resolved; what the sandbox then shows at the writable ones is compared with it.
 *
 * @param mounts outer ones first
 * @param identities device and inode of each writable folder, as {@code stat} prints them
 * @param absent protected names that are not there and must not come to be
 */
record MountPlan(List<Mount> mounts, Map<Path, String> identities, List<Path> absent) {
  /** What tools must not write in any folder they may write, be it there or not. */
  static final List<String> PROTECTED = List.of(".git", ".codex", ".agents");

  MountPlan {
    mounts = List.copyOf(mounts);
    absent = List.copyOf(absent);
  }

  /** Throws when what must be protected cannot be. */
  static MountPlan of(
      SandboxRequest request, Places places, List<Path> secrets, Predicate<Path> placeholder)
      throws UnconfinableException, IOException {
    List<Mount> mounts = new ArrayList<>();
    List<Path> absent = new ArrayList<>();
    TreeSet<Path> roots = new TreeSet<>();
    for (Path root : request.roots()) {
      roots.add(real(root).orElseThrow(() -> gone(root)));
    }
    for (Path root : request.temporary()) {
      real(root).filter(Files::isWritable).ifPresent(roots::add);
    }
    Map<Path, String> identities = new LinkedHashMap<>();
    for (Path root : roots) {
      if (root.getNameCount() == 0) {
        throw new UnconfinableException("the whole disk cannot be a writable folder");
      }
      mounts.add(new Mount(Mount.Kind.WRITABLE, root));
      identities.put(root, identity(root));
      pin(roots, root, mounts);
      for (String name : PROTECTED) {
        protect(root.resolve(name), placeholder, roots, mounts, absent);
      }
    }
    hide(places, secrets, roots, mounts);
    for (Path readable : request.readable()) {
      real(readable).ifPresent(path -> mounts.add(new Mount(Mount.Kind.FIXED, path)));
    }
    mounts.sort(Mount.OUTER_FIRST);
    return new MountPlan(mounts, identities, absent);
  }

  /** The folders between two writable ones could else be moved away, with the inner one. */
  private static void pin(TreeSet<Path> roots, Path root, List<Mount> mounts) {
    Path outer =
        roots.stream()
            .filter(other -> !other.equals(root) && root.startsWith(other))
            .max((a, b) -> Integer.compare(a.getNameCount(), b.getNameCount()))
            .orElse(null);
    if (outer == null) {
      return;
    }
    for (Path up = root.getParent(); up != null && !up.equals(outer); up = up.getParent()) {
      mounts.add(new Mount(Mount.Kind.WRITABLE, up));
    }
  }

  private static void protect(
      Path path,
      Predicate<Path> placeholder,
      TreeSet<Path> roots,
      List<Mount> mounts,
      List<Path> absent)
      throws UnconfinableException, IOException {
    if (Files.isSymbolicLink(path)) {
      throw new UnconfinableException(
          path + " is a symbolic link, which cannot be kept from being replaced");
    }
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || placeholder.test(path)) {
      absent.add(path);
      mounts.add(new Mount(Mount.Kind.FIXED, path));
      return;
    }
    mounts.add(new Mount(Mount.Kind.FIXED, path));
    if (path.endsWith(".git") && Files.isRegularFile(path)) {
      for (Path elsewhere : GitFile.folders(path)) {
        Optional<Path> folder = real(elsewhere);
        if (folder.isPresent() && roots.stream().anyMatch(folder.get()::startsWith)) {
          mounts.add(new Mount(Mount.Kind.FIXED, folder.get()));
        }
      }
    }
  }

  private static void hide(
      Places places, List<Path> secrets, TreeSet<Path> roots, List<Mount> mounts)
      throws IOException {
    Optional<Path> shared = real(places.codexHome());
    if (shared.isPresent() && roots.stream().anyMatch(shared.get()::startsWith)) {
      mounts.add(new Mount(Mount.Kind.FIXED, shared.get()));
    }
    real(places.home()).ifPresent(path -> mounts.add(new Mount(Mount.Kind.HIDDEN_FOLDER, path)));
    for (Path secret : secrets) {
      Optional<Path> path = realFile(secret);
      path.ifPresent(file -> mounts.add(new Mount(Mount.Kind.HIDDEN_FILE, file)));
    }
  }

  /** The folder with its links resolved; empty when it is not there. */
  private static Optional<Path> real(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Optional.of(folder.toRealPath()) : Optional.empty();
  }

  private static Optional<Path> realFile(Path file) throws IOException {
    return Files.isRegularFile(file) ? Optional.of(file.toRealPath()) : Optional.empty();
  }

  private static UnconfinableException gone(Path root) {
    return new UnconfinableException("the writable folder " + root + " is not there");
  }

  private static String identity(Path folder) throws IOException {
    Map<String, Object> unix =
        Files.readAttributes(folder, "unix:dev,ino", LinkOption.NOFOLLOW_LINKS);
    return unix.get("dev") + ":" + unix.get("ino");
  }
}

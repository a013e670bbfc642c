package io.codextemporal.activities.repl;

import io.codextemporal.activities.file.FolderRemoval;
import io.codextemporal.config.ProcessMark;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where kernels keep what they put aside: a folder each among the temporary files, where every
 * sandbox lets them write, named after the worker so that another can tell what a dead one left.
 * Thread-safe.
 *
 * @param temporary the folder of temporary files
 */
public record KernelFolders(Path temporary) {
  private static final Logger LOG = LoggerFactory.getLogger(KernelFolders.class);
  private static final String PREFIX = "ct-js-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,10})-(\\d{1,18})-.*");

  /** This machine's. */
  public static KernelFolders ofMachine() {
    return new KernelFolders(Path.of(System.getProperty("java.io.tmpdir")));
  }

  Path fresh() throws IOException {
    ProcessMark worker = ProcessMark.current();
    String prefix = PREFIX + worker.pid() + "-" + worker.started() + "-";
    return Files.createTempDirectory(temporary, prefix).toRealPath();
  }

  /** Removes the folders of workers that are gone. */
  public void reap() {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(temporary, PREFIX + "*")) {
      for (Path folder : found) {
        if (isLeft(folder)) {
          remove(folder);
        }
      }
    } catch (IOException e) {
      LOG.warn("cannot look for what kernels left in {}: {}", temporary, e.toString());
    }
  }

  private static boolean isLeft(Path folder) throws IOException {
    Matcher name = NAME.matcher(folder.getFileName().toString());
    return name.matches()
        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .getName()
            .equals(System.getProperty("user.name"))
        && ProcessMark.of(Long.parseLong(name.group(1)))
            .filter(mark -> mark.started() == Long.parseLong(name.group(2)))
            .isEmpty();
  }

  static void remove(Path own) {
    try {
      FolderRemoval.remove(own);
    } catch (IOException | RuntimeException e) {
      LOG.warn("cannot remove {}: {}", own, e.toString());
    }
  }
}

package io.codextemporal.activities.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A control group made for one command. Removed when the command has ended, by whichever worker
 * sees to that.
 *
 * @param folder in the kernel's control group file system
 * @param meaning what is said when its limit was hit
 */
public record ControlGroup(Path folder, String meaning) {
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int ROUNDS = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);

  String text() {
    return folder + "\t" + meaning;
  }

  static ControlGroup parse(String text) {
    String[] parts = text.split("\t", 2);
    return new ControlGroup(Path.of(parts[0]), parts.length == 2 ? parts[1] : "");
  }

  /** What the command of this start ran into; its groups are gone afterwards. */
  static List<String> close(Started started) {
    List<String> hit = new ArrayList<>();
    List<String> groups = started.groups() == null ? List.of() : started.groups();
    for (ControlGroup group : groups.stream().map(ControlGroup::parse).toList()) {
      for (String meaning : group.meaning().split("\t")) {
        int colon = meaning.indexOf(':');
        if (colon > 0 && group.hit(meaning.substring(0, colon))) {
          hit.add(meaning.substring(colon + 1));
        }
      }
      group.remove();
    }
    return hit;
  }

  /** Whether the counter {@code FILE KEY} of the group is above nought. */
  private boolean hit(String counter) {
    String[] words = counter.split(" ");
    try {
      return Files.readString(folder.resolve(words[0]))
          .lines()
          .map(line -> line.split(" "))
          .anyMatch(line ->
              line.length == 2
                  && line[0].equals(words[1])
                  && !line[1].isBlank()
                  && !line[1].equals("0"));
    } catch (IOException e) {
      return false;
    }
  }

  /** Removes it, as soon as its last process is gone; what outlives a command keeps it. */
  public void remove() {
    if (!removed()) {
      Thread.ofVirtual().name("control group " + folder.getFileName()).start(this::removeSoon);
    }
  }

  private void removeSoon() {
    try {
      for (int i = 0; i < ROUNDS && !removed(); i++) {
        Thread.sleep(STEP);
      }
    } catch (InterruptedException e) {
      LOG.debug("{} stays: this process ends", folder);
    }
  }

  private boolean removed() {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      return false; // A process of it still ends.
    }
  }
}

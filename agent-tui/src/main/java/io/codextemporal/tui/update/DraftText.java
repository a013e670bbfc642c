package io.codextemporal.tui.update;

import io.codextemporal.protocol.UserImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A draft as it is kept for the next screen: its text, and a line for each image that its labels
 * mean, so that a label never comes back without its image. Pure.
 */
record DraftText(String text, List<UserImage> images) {
  /** No text of a composer holds it. */
  private static final char MARK = '\u0001';

  private static final int PARTS = 4;

  DraftText {
    images = List.copyOf(images);
  }

  /** What was kept; a line that makes no sense is no image. */
  static DraftText read(String kept) {
    String[] lines = kept.split("\n" + MARK, -1);
    List<UserImage> images = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(String.valueOf(MARK), -1);
      try {
        if (parts.length == PARTS) {
          images.add(
              new UserImage(
                  parts[0], parts[1], Integer.parseInt(parts[2]), Integer.parseInt(parts[3])));
        }
      } catch (NumberFormatException e) {
        // Not written by this program.
      }
    }
    return new DraftText(lines[0], images);
  }

  String written() {
    StringBuilder all = new StringBuilder(text);
    for (UserImage image : images) {
      all.append('\n').append(MARK).append(image.digest()).append(MARK).append(image.name());
      all.append(MARK).append(image.width()).append(MARK).append(image.height());
    }
    return all.toString();
  }
}

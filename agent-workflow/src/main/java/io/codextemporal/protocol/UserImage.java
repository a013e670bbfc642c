package io.codextemporal.protocol;

/**
 * An image of a person's message: never its bytes, which the client left on the session's machine
 * under their digest.
 *
 * @param digest lower-case hex SHA-256 of the file
 * @param name of the file, for display; without folders
 * @param width pixels, as the file's header says
 * @param height pixels, likewise
 */
public record UserImage(String digest, String name, int width, int height) {
  /** How it is named to people, as the nth of its message: {@code [Image #1 shot.png 800x600]}. */
  public String label(int number) {
    return "[Image #" + number + " " + name + " " + width + "x" + height + "]";
  }
}

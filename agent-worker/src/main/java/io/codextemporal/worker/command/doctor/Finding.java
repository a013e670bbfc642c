package io.codextemporal.worker.command.doctor;

/**
 * What a check found, and what to do where it is not as it should be.
 *
 * @param found one line, without secrets
 * @param remedy one line; empty when all is well
 */
public record Finding(boolean ok, String found, String remedy) {
  public Finding {
    found = found.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  public static Finding good(String found) {
    return new Finding(true, found, "");
  }

  public static Finding bad(String found, String remedy) {
    return new Finding(false, found, remedy);
  }
}

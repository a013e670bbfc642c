package io.codextemporal.worker.command.doctor;

import java.util.function.Supplier;

/**
 * One prerequisite. Looks and changes nothing; takes at most a few seconds.
 *
 * @param name what is looked at, one word or two
 * @param needed whether the program cannot do its work without it: then the doctor's exit code
 *     tells; what merely helps is only shown
 * @param look what throws is a finding too
 */
public record Check(String name, boolean needed, Supplier<Finding> look) {
  /** Something that must be there. */
  public static Check needed(String name, Supplier<Finding> look) {
    return new Check(name, true, look);
  }

  /** Something that helps. */
  public static Check helpful(String name, Supplier<Finding> look) {
    return new Check(name, false, look);
  }

  /** Never throws. */
  public Finding run() {
    try {
      return look.get();
    } catch (RuntimeException e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return Finding.bad(
          message,
          e instanceof io.codextemporal.config.ConfigException config ? config.remedy() : "");
    }
  }
}

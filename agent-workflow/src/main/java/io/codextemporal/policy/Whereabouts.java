package io.codextemporal.policy;

/**
 * What the machine says about the place where a command would run. The policy never looks itself:
 * whoever runs the command answers these, and an answer that cannot be had is {@code false}.
 */
public interface Whereabouts {
  /** Every bare name a program of the system, every repository harmless: for tests and examples. */
  Whereabouts ORDINARY =
      new Whereabouts() {
        @Override
        public boolean isSystemProgram(String program) {
          return program.indexOf('/') < 0;
        }

        @Override
        public boolean isPlainRepository() {
          return true;
        }

        @Override
        public Whereabouts in(String folder) {
          return this;
        }
      };

  /**
   * Whether the word, looked up as a shell would in the command's own environment, is the program
   * of that name in a folder of the system: neither planted in the workspace nor found relative to
   * it.
   *
   * <p>A name that leads to no file at all runs nothing, and counts as the system's.
   */
  boolean isSystemProgram(String program);

  /**
   * Whether the repository's own configuration names no program that git would run when it reads.
   */
  boolean isPlainRepository();

  /** The place after a {@code cd} that may have worked or failed: what holds in both folders. */
  Whereabouts in(String folder);
}

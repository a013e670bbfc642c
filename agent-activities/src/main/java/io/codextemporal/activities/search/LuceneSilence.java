package io.codextemporal.activities.search;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lucene tells of vector instructions that nothing here could use, on standard error. */
final class LuceneSilence {
  /** Held, or its level would be forgotten with it. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  static void now() {
    LUCENE.setLevel(Level.SEVERE);
  }

  private LuceneSilence() {}
}

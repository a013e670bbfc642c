package io.codextemporal.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person said yes to.
 *
 * @param digest of exactly what was shown
 * @param again whether a call with an unknown outcome may run once more
 * @param amendment the command prefix to allow for good, or null
 */
public record Grant(String digest, boolean again, @Nullable List<String> amendment) {
  public Grant {
    amendment = amendment == null ? null : List.copyOf(amendment);
  }
}

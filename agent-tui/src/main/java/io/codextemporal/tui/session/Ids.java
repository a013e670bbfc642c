package io.codextemporal.tui.session;

import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SessionId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes the ids that a client invents: UUIDv7, so that they sort by the time they were made. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern WHOLE =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  public static SessionId session() {
    return new SessionId(uuid(System.currentTimeMillis()).toString());
  }

  public static OpId op() {
    return new OpId("op-" + uuid(System.currentTimeMillis()));
  }

  /** Whether a text is a whole session id, not a prefix of one. */
  public static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  /** When an id was made; empty when it is not one of ours. */
  static Optional<Instant> madeAt(String id) {
    return isWhole(id)
        ? Optional.of(Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16))
        : Optional.empty();
  }

  static UUID uuid(long millis) {
    long random = RANDOM.nextLong();
    return new UUID(
        millis << 16 | 0x7000L | random & 0xfff,
        0x8000_0000_0000_0000L | RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL);
  }

  private Ids() {}
}

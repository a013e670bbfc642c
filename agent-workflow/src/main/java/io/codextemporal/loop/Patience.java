package io.codextemporal.loop;

import io.codextemporal.conversation.ModelReply;
import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.WaitingFor;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a turn waits for a model that does not answer now, and until when. Pure.
 *
 * <p>A rate limit is waited out as long as the provider says, an outage as long as the session's
 * limits allow, and a login until someone signs in; all of them no longer than the turn's own
 * patience, counted from the first refusal that no answer has followed. A turn with a patience of
 * its own never waits for a login: nobody is there.
 */
final class Patience {
  /** A shorter wait would be a loop of requests. */
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private static final Duration LOOK_AGAIN_FIRST = Duration.ofMinutes(1);
  private static final Duration LOOK_AGAIN_LAST = Duration.ofHours(1);

  private final Duration outagePatience;

  Patience(Duration outagePatience) {
    this.outagePatience = outagePatience;
  }

  /** What to do. */
  sealed interface Verdict {
    record GiveUp(ErrorKind kind, String sentence) implements Verdict {}

    /** {@code since} is when the wait began that this sleep is a part of. */
    record Sleep(WaitingFor waitingFor, String reason, Instant since, Instant until)
        implements Verdict {}
  }

  Verdict judge(TurnState turn, ModelReply.Later later, Instant now) {
    if (later.kind() == ErrorKind.UNAUTHORIZED) {
      return judgeLogin(turn, later.sentence(), now);
    }
    Instant since = since(turn, now);
    Instant until = latest(later.until(), now.plus(SHORTEST));
    Duration longest = longest(turn, later.kind());
    if (longest != null && until.isAfter(since.plus(longest))) {
      return new Verdict.GiveUp(later.kind(), tooLong(later.sentence(), until, longest));
    }
    return new Verdict.Sleep(waitingFor(later.kind()), later.sentence(), since, until);
  }

  /** Most failures are final; a missing login can be mended by someone. */
  Verdict judge(TurnState turn, ModelReply.Failed failed, Instant now) {
    return failed.kind() == ErrorKind.UNAUTHORIZED
        ? judgeLogin(turn, failed.sentence(), now)
        : new Verdict.GiveUp(failed.kind(), failed.sentence());
  }

  /** Looks again by itself, ever less often, since a login elsewhere wakes nobody here. */
  private static Verdict judgeLogin(TurnState turn, String sentence, Instant now) {
    if (turn.patience() != null) {
      return new Verdict.GiveUp(ErrorKind.UNAUTHORIZED, sentence);
    }
    Instant since = since(turn, now);
    Duration waited = Duration.between(since, now);
    Duration pause =
        waited.compareTo(LOOK_AGAIN_FIRST) < 0
            ? LOOK_AGAIN_FIRST
            : waited.compareTo(LOOK_AGAIN_LAST) < 0 ? waited : LOOK_AGAIN_LAST;
    return new Verdict.Sleep(WaitingFor.LOGIN, sentence, since, now.plus(pause));
  }

  private @Nullable Duration longest(TurnState turn, ErrorKind kind) {
    Duration own = turn.patience();
    if (kind == ErrorKind.RATE_LIMITED) {
      return own;
    }
    return own == null || own.compareTo(outagePatience) > 0 ? outagePatience : own;
  }

  private static Instant since(TurnState turn, Instant now) {
    Instant since = turn.waitingSince();
    return since == null ? now : since;
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static WaitingFor waitingFor(ErrorKind kind) {
    return kind == ErrorKind.RATE_LIMITED ? WaitingFor.RATE_LIMIT : WaitingFor.MODEL;
  }

  private static String tooLong(String sentence, Instant until, Duration longest) {
    return sentence
        + " Waiting until "
        + until.truncatedTo(ChronoUnit.SECONDS)
        + " would take longer than the "
        + spoken(longest)
        + " this turn may wait.";
  }

  private static String spoken(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 && seconds > 60 ? seconds / 60 + " min" : seconds + " s";
  }
}

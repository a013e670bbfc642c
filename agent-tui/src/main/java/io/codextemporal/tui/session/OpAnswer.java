package io.codextemporal.tui.session;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Waits for what a session answers to an op, or for what comes of it. */
public final class OpAnswer {
  /** How long a command waits for a worker before it says that there is none. */
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The session took the op: empty; or why it did not. */
  public record Answer(Optional<String> refusal) {}

  private final SessionClient client;
  private final SessionId session;
  private final long after;

  /** {@code after} is an event from before the op was sent. */
  public OpAnswer(SessionClient client, SessionId session, long after) {
    this.client = client;
    this.session = session;
    this.after = after;
  }

  /** The answer to an op; empty when nobody answers in time. */
  public Optional<Answer> to(OpId op, Duration patience) {
    return await(event -> answer(event, op), patience);
  }

  /**
   * Waits until one of the session's events gives a value; {@code closed} of {@link Update.Closed}
   * gives none.
   */
  public <T> Optional<T> await(
      java.util.function.Function<AgentEvent, Optional<T>> found, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try (EventFollower events = EventFollower.start(client, session, after, false, false)) {
      while (System.nanoTime() < deadline) {
        Optional<Update> update = events.next(Duration.ofNanos(deadline - System.nanoTime()));
        if (update.isPresent() && update.get() instanceof Update.Events page) {
          for (SequencedEvent event : page.events()) {
            Optional<T> value = found.apply(event.event());
            if (value.isPresent()) {
              return value;
            }
          }
        }
        if (update.isPresent() && update.get() instanceof Update.Closed) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Waits until an event of that kind comes; false when none did in time. */
  public boolean happens(Predicate<AgentEvent> kind, Duration patience) {
    return await(
            event -> kind.test(event) ? Optional.of(event) : Optional.<AgentEvent>empty(), patience)
        .isPresent();
  }

  private static Optional<Answer> answer(AgentEvent event, OpId op) {
    if (event instanceof AgentEvent.OpAccepted accepted && accepted.op().equals(op)) {
      return Optional.of(new Answer(Optional.empty()));
    }
    return event instanceof AgentEvent.OpRefused refused && refused.op().equals(op)
        ? Optional.of(new Answer(Optional.of(refused.reason())))
        : Optional.empty();
  }
}

package io.codextemporal.loop;

import io.codextemporal.protocol.TurnId;
import io.codextemporal.tool.ToolCall;
import io.codextemporal.tool.ToolOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A machine that does what a test says, and remembers every attempt. */
final class FakeHands implements Hands {
  /** One attempt as it was asked for. */
  record Attempt(ToolCall call, @Nullable String grant, boolean again) {}

  /** What the machine does. */
  interface Deed {
    Optional<ToolOutcome> attempt(Attempt attempt);
  }

  final List<Attempt> attempts = new ArrayList<>();
  Deed deed = attempt -> Optional.of(printed("ok\n"));

  @Override
  public Optional<ToolOutcome> attempt(
      @Nullable TurnId turn, ToolCall call, @Nullable Grant grant) {
    Attempt attempt =
        new Attempt(call, grant == null ? null : grant.digest(), grant != null && grant.again());
    attempts.add(attempt);
    return deed.attempt(attempt);
  }

  /** A command that printed something and exited with 0. */
  static ToolOutcome printed(String body) {
    return exited(0, body, "Wall time: 0.1 seconds\n");
  }

  static ToolOutcome exited(int code, String body, String header) {
    String head = header + "Output:\n";
    return new ToolOutcome.Completed(head + body, head.length(), code == 0, code, 100, null, null);
  }
}

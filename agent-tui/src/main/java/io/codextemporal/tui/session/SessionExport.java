package io.codextemporal.tui.session;

import io.codextemporal.protocol.AgentEvent;
import io.codextemporal.protocol.SequencedEvent;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.tui.model.Composer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session as a Markdown file: what was said, and what was run with its output. */
final class SessionExport {
  private final SessionClient client;
  private final SessionId session;

  SessionExport(SessionClient client, SessionId session) {
    this.client = client;
    this.session = session;
  }

  /** Writes a file that is not there yet; {@code name} is taken from {@code folder}. */
  Path write(String folder, @Nullable String name) throws IOException {
    Path file = Path.of(folder).resolve(name == null ? "session-" + session + ".md" : name);
    StringBuilder text = new StringBuilder("# Session " + session + "\n");
    client.tail(session, 0, page -> page.forEach(event -> part(event).ifPresent(text::append)));
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return file;
  }

  private static Optional<String> part(SequencedEvent event) {
    return Optional.ofNullable(
        switch (event.event()) {
          case AgentEvent.UserMessage said ->
              "\n## User\n\n" + Composer.labelled(said.text(), said.images()) + "\n";
          case AgentEvent.AgentMessage said -> "\n## Agent\n\n" + said.text() + "\n";
          case AgentEvent.ToolCallStarted call -> "\n### " + call.title() + "\n";
          case AgentEvent.ToolCallEnded call ->
              call.output().isBlank() ? null : "\n" + fenced(call.output()) + "\n";
          default -> null;
        });
  }

  private static String fenced(String output) {
    String fence = "```";
    while (output.contains(fence)) {
      fence += "`";
    }
    return fence + "\n" + output.stripTrailing() + "\n" + fence;
  }
}

package io.codextemporal.protocol;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person is asked: the payload of a {@link PendingRequest}, by kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Ask.Unknown.class)
@JsonSubTypes({
  @JsonSubTypes.Type(value = Ask.Command.class, name = "command"),
  @JsonSubTypes.Type(value = Ask.Patch.class, name = "patch"),
  @JsonSubTypes.Type(value = Ask.Fetch.class, name = "fetch"),
  @JsonSubTypes.Type(value = Ask.Questions.class, name = "question"),
  @JsonSubTypes.Type(value = Ask.UnknownOutcome.class, name = "unknown_outcome")
})
public sealed interface Ask {
  /**
   * May this command run?
   *
   * @param command the real argument vector
   * @param script the text the model wrote, for display
   * @param amendment the command prefix that may be allowed for good, or null
   * @param unconfined whether it would run outside the sandbox
   */
  record Command(
      List<String> command,
      String script,
      @JsonSetter(nulls = Nulls.SET) @Nullable List<String> amendment,
      boolean unconfined)
      implements Ask {
    public Command {
      command = List.copyOf(command);
      amendment = amendment == null ? null : List.copyOf(amendment);
    }

    /** A command that would run where the session's commands run. */
    public Command(List<String> command, String script, @Nullable List<String> amendment) {
      this(command, script, amendment, false);
    }
  }

  /** May this patch be applied? {@code diff} is what is shown. */
  record Patch(List<String> files, String diff) implements Ask {
    public Patch {
      files = List.copyOf(files);
    }
  }

  /**
   * May this page be read? Whoever has the site sees the address.
   *
   * @param site scheme, host and port: what a yes for longer holds for
   */
  record Fetch(String url, String site) implements Ask {}

  /** The model asks the person. */
  record Questions(List<Question> questions) implements Ask {
    public Questions {
      questions = List.copyOf(questions);
    }
  }

  record Question(String id, String header, String question, List<Option> options) {
    public Question {
      options = List.copyOf(options);
    }
  }

  record Option(String label, String description) {}

  /** A command may or may not have run: run it again (approve) or tell the model (deny)? */
  record UnknownOutcome(String command, String evidence) implements Ask {}

  record Unknown() implements Ask {}
}

package io.codextemporal.activities.scripted;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script for benches and trials: does what the user's text says.
 *
 * <p>{@code tools 20 sequential}, {@code tools 8 parallel} (shell commands that do nothing), {@code
 * plans 20 sequential} (the same with a tool that runs nowhere), {@code run: COMMAND}, {@code say
 * 8000 bytes}, {@code ticks 200 every 20 ms} (deltas that carry the clock), {@code messages 100 of
 * 80 bytes} (that many in one answer, each with its number), {@code ask: Which? A | B; And why?}
 * (questions to the person); anything else is said back.
 */
public final class EchoScript implements Function<SentRequest, Reply> {
  private static final Pattern TOOLS =
      Pattern.compile("(tools|plans) (\\d+) (sequential|parallel)");
  private static final Pattern RUN = Pattern.compile("run: (.+)", Pattern.DOTALL);
  private static final Pattern LEFT =
      Pattern.compile("(background|terminal): (.+)", Pattern.DOTALL);
  private static final Pattern TYPE = Pattern.compile("type (\\d+): (.*)", Pattern.DOTALL);
  private static final Pattern SAY = Pattern.compile("say (\\d+) bytes");
  private static final Pattern MESSAGES = Pattern.compile("messages (\\d+) of (\\d+) bytes");
  private static final Pattern TICKS = Pattern.compile("ticks (\\d+) every (\\d+) ms");

  @Override
  public Reply apply(SentRequest request) {
    String text = request.lastUserText();
    int outputs = request.outputsSinceUser().size();
    Matcher tools = TOOLS.matcher(text);
    if (tools.find()) {
      int count = Integer.parseInt(tools.group(2));
      boolean plan = tools.group(1).equals("plans");
      return outputs >= count
          ? Reply.say("Done: " + outputs + " calls.")
          : calls(request, outputs, tools.group(3).equals("parallel") ? count : outputs + 1, plan);
    }
    Matcher run = RUN.matcher(text);
    if (run.find()) {
      return outputs == 0
          ? Reply.exec("call_" + request.number(), run.group(1))
          : Reply.say(
              "It printed: " + request.outputsSinceUser().getLast().path("output").asText());
    }
    Optional<Map<String, ?>> left = left(text);
    if (left.isPresent()) {
      String tool = left.get().containsKey("cmd") ? "exec_command" : "write_stdin";
      return outputs == 0
          ? Reply.stream().call("call_" + request.number(), tool, left.get())
          : Reply.say(request.outputsSinceUser().getLast().path("output").asText());
    }
    Optional<Reply> asked = AskedQuestions.to(text, request);
    if (asked.isPresent()) {
      return asked.get();
    }
    Matcher say = SAY.matcher(text);
    if (say.find()) {
      return Reply.stream().sayAtOnce("x".repeat(Integer.parseInt(say.group(1))));
    }
    Matcher messages = MESSAGES.matcher(text);
    if (messages.find()) {
      return messages(Integer.parseInt(messages.group(1)), Integer.parseInt(messages.group(2)));
    }
    Matcher ticks = TICKS.matcher(text);
    if (ticks.find()) {
      return Reply.stream()
          .ticks(Integer.parseInt(ticks.group(1)))
          .pace(Duration.ofMillis(Long.parseLong(ticks.group(2))));
    }
    return Reply.say("You said: " + text);
  }

  private static Reply messages(int count, int bytes) {
    Reply.Stream stream = Reply.stream();
    for (int i = 1; i <= count; i++) {
      String text = "This is message number " + i + " of this answer. ";
      stream = stream.sayAtOnce(text.repeat(bytes / text.length() + 1).substring(0, bytes));
    }
    return stream;
  }

  /** The call that leaves a command running, or that types at one. */
  private static Optional<Map<String, ?>> left(String text) {
    Matcher left = LEFT.matcher(text);
    if (left.matches()) {
      boolean tty = left.group(1).equals("terminal");
      return Optional.of(
          Map.of("cmd", left.group(2), "yield_time_ms", 500, "tty", tty, "wake_on_exit", !tty));
    }
    Matcher type = TYPE.matcher(text);
    return type.matches()
        ? Optional.of(
            Map.of(
                "session_id",
                Integer.parseInt(type.group(1)),
                "chars",
                type.group(2).isEmpty() ? "" : type.group(2) + "\n"))
        : Optional.empty();
  }

  private static Reply calls(SentRequest request, int from, int to, boolean plan) {
    Reply.Stream stream = Reply.stream();
    for (int i = from; i < to; i++) {
      String id = "call_" + request.number() + "_" + i;
      Map<String, ?> steps =
          Map.of("plan", java.util.List.of(Map.of("step", "step " + i, "status", "in_progress")));
      stream = plan ? stream.call(id, "update_plan", steps) : stream.exec(id, "echo step " + i);
    }
    return stream;
  }
}

package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the scripted model answers to one request. Immutable. */
public sealed interface Reply {
  /** An empty stream that completes; add to it. */
  static Stream stream() {
    return new Stream(List.of(), Duration.ZERO, Ending.COMPLETED, null);
  }

  static Stream say(String text) {
    return stream().say(text);
  }

  static Stream exec(String id, String command) {
    return stream().exec(id, command);
  }

  /** Status and error body, as OpenAI words them. */
  static Http http(int status, String code, String message) {
    return new Http(status, Map.of(), ReplyJson.error(code, message));
  }

  /** 429; {@code retryAfter} is the header's value in seconds, or null for none. */
  static Http rateLimited(@Nullable Long retryAfter) {
    Http plain = http(429, "rate_limit_exceeded", "Rate limit reached for requests");
    return retryAfter == null ? plain : plain.header("Retry-After", Long.toString(retryAfter));
  }

  /**
   * A server-sent stream.
   *
   * @param pace pause between two deltas
   * @param usage tokens to report, or null for an estimate from the bytes
   */
  record Stream(List<Part> parts, Duration pace, Ending ending, @Nullable Usage usage)
      implements Reply {
    public Stream {
      parts = List.copyOf(parts);
    }

    public Stream then(Part part) {
      List<Part> more = new ArrayList<>(parts);
      more.add(part);
      return new Stream(more, pace, ending, usage);
    }

    public Stream say(String text) {
      return then(new Part.Say(text, 6, true));
    }

    /** A message in one single delta, however long. */
    public Stream sayAtOnce(String text) {
      return then(new Part.Say(text, Integer.MAX_VALUE, true));
    }

    /** Text that breaks off. */
    public Stream begin(String text) {
      return then(new Part.Say(text, 6, false));
    }

    public Stream ticks(int count) {
      return then(new Part.Ticks(count));
    }

    public Stream reason(String summary) {
      return then(new Part.Reason(summary, "sealed:" + Integer.toHexString(summary.hashCode())));
    }

    public Stream exec(String id, String command) {
      return call(id, "exec_command", Map.of("cmd", command));
    }

    public Stream call(String id, String name, Map<String, ?> arguments) {
      try {
        return callText(id, name, new ObjectMapper().writeValueAsString(arguments));
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException("arguments of " + name, e);
      }
    }

    /** A call whose arguments are this text, JSON or not. */
    public Stream callText(String id, String name, String arguments) {
      return then(new Part.Call(id, name, arguments, true));
    }

    /** A call that breaks off in its arguments. */
    public Stream beginCall(String id, String name, String arguments) {
      return then(new Part.Call(id, name, arguments, false));
    }

    public Stream custom(String id, String name, String input) {
      return then(new Part.Custom(id, name, input));
    }

    public Stream raw(String json) {
      return then(new Part.Raw(json));
    }

    public Stream gate(String name) {
      return then(new Part.Gate(name));
    }

    public Stream pause(Duration time) {
      return then(new Part.Pause(time.toMillis()));
    }

    public Stream pace(Duration between) {
      return new Stream(parts, between, ending, usage);
    }

    public Stream end(Ending how) {
      return new Stream(parts, pace, how, usage);
    }

    public Stream usage(long input, long cached, long output, long reasoning) {
      return new Stream(parts, pace, ending, new Usage(input, cached, output, reasoning));
    }
  }

  /** An answer without a stream. */
  record Http(int status, Map<String, String> headers, String body) implements Reply {
    public Http {
      headers = Map.copyOf(headers);
    }

    public Http header(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Http(status, more, body);
    }
  }

  /** The request is taken and nothing ever comes, not even a status line. */
  record Silence() implements Reply {}

  /** Tokens to report. */
  record Usage(long input, long cached, long output, long reasoning) {}
}

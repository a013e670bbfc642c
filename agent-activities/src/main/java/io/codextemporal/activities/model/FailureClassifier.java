package io.codextemporal.activities.model;

import static io.codextemporal.protocol.ErrorKind.BAD_REQUEST;
import static io.codextemporal.protocol.ErrorKind.CONFIGURATION;
import static io.codextemporal.protocol.ErrorKind.CONTENT_FILTERED;
import static io.codextemporal.protocol.ErrorKind.CONTEXT_TOO_LONG;
import static io.codextemporal.protocol.ErrorKind.INCOMPLETE;
import static io.codextemporal.protocol.ErrorKind.MODEL_NOT_FOUND;
import static io.codextemporal.protocol.ErrorKind.OUTAGE;
import static io.codextemporal.protocol.ErrorKind.QUOTA_EXCEEDED;
import static io.codextemporal.protocol.ErrorKind.RATE_LIMITED;
import static io.codextemporal.protocol.ErrorKind.UNAUTHORIZED;

import io.codextemporal.protocol.ErrorKind;
import io.codextemporal.protocol.ModelSettings;
import io.codextemporal.protocol.ProviderSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What each failure of a provider means: again soon, again later, or never.
 *
 * <p>Pure: the clock's reading and the dice ({@code jitter}) are given to it.
 */
public final class FailureClassifier {
  /** What is waited for within an activity; anything longer is the session's sleep. */
  static final Duration SHORT = Duration.ofSeconds(5);

  /** When to ask again after an outage that outlasted the retries. */
  static final Duration OUTAGE_PAUSE = Duration.ofSeconds(10);

  /** When to ask again after a limit that does not say. */
  static final Duration LIMIT_PAUSE = Duration.ofSeconds(20);

  private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);

  private final ModelSettings model;
  private final ProviderSettings provider;

  public FailureClassifier(ModelSettings model) {
    this.model = model;
    this.provider = model.provider();
  }

  /**
   * @param failures how often this request failed before
   * @param jitter from 0 to 1
   */
  public Verdict judge(StreamEnd end, int failures, Instant now, double jitter) {
    Attempt attempt = new Attempt(failures, now, jitter);
    return switch (end) {
      case StreamEnd.Refused refused -> refused(refused, attempt);
      case StreamEnd.Failed failed -> coded(failed.code(), failed.message(), attempt);
      case StreamEnd.Incomplete incomplete -> incomplete(incomplete.reason());
      case StreamEnd.Broken broken -> broken(broken, attempt);
      case StreamEnd.Unusable unusable ->
          new Verdict.Failed(
              CONFIGURATION,
              "The model's provider at "
                  + provider.baseUrl()
                  + " cannot be used: "
                  + unusable.why()
                  + ". Check base_url of the provider `"
                  + provider.id()
                  + "`.");
      case StreamEnd.Completed ignored ->
          new Verdict.Failed(BAD_REQUEST, "The model answered nothing.");
    };
  }

  /** The failure of a request that cannot even be made. */
  public Verdict.Failed noKey() {
    return new Verdict.Failed(
        UNAUTHORIZED,
        "There is no key for "
            + provider.name()
            + ": "
            + provider.envKey()
            + " is not set. Set it where you start ct"
            + (provider.id().equals("openai") ? ", or run `ct login --with-api-key`." : "."));
  }

  private Verdict refused(StreamEnd.Refused refused, Attempt attempt) {
    String said = refused.message();
    int status = refused.status();
    if (status == 429) {
      return limited(refused, attempt);
    }
    if (status >= 300 && status < 400) {
      return failed(
          CONFIGURATION,
          provider.name()
              + " answers "
              + status
              + ", a redirect, which is not followed with a key. Set base_url of the provider `"
              + provider.id()
              + "` to where it leads.");
    }
    if (status == 401) {
      return attempt.failures() == 0
          ? new Verdict.Retry(backoff(attempt), "The key was refused once: " + said)
          : unauthorized(said);
    }
    if (status == 403) {
      return failed(UNAUTHORIZED, provider.name() + " does not allow this request: " + said);
    }
    if (status == 404) {
      return failed(
          MODEL_NOT_FOUND,
          provider.name() + " has no model `" + model.model() + "`: " + said + hintAtModels());
    }
    if (status == 413) {
      return contextTooLong(said);
    }
    if (status == 408 || status == 409 || status == 425 || status >= 500) {
      return outage(
          provider.name() + " answers " + status + ": " + said,
          wait(refused, attempt),
          attempt,
          provider.requestMaxRetries());
    }
    return coded(refused.code(), said, attempt, true);
  }

  private Verdict limited(StreamEnd.Refused refused, Attempt attempt) {
    if (isQuota(refused.code())) {
      return quota(refused.message());
    }
    return limit(refused.message(), wait(refused, attempt), attempt);
  }

  private Verdict limit(String said, Optional<Duration> wait, Attempt attempt) {
    String sentence = provider.name() + " limits the rate of requests: " + said;
    boolean retriesLeft = attempt.failures() < provider.requestMaxRetries();
    if (wait.isPresent() && wait.get().compareTo(SHORT) > 0) {
      return new Verdict.Later(RATE_LIMITED, sentence, attempt.now().plus(wait.get()));
    }
    if (retriesLeft) {
      return new Verdict.Retry(wait.orElse(backoff(attempt)), sentence);
    }
    Duration pause = wait.filter(time -> time.compareTo(LIMIT_PAUSE) > 0).orElse(LIMIT_PAUSE);
    return new Verdict.Later(RATE_LIMITED, sentence, attempt.now().plus(pause));
  }

  private Verdict broken(StreamEnd.Broken broken, Attempt attempt) {
    return broken.connected()
        ? outage(
            "The answer of " + provider.name() + " broke off: " + broken.why(),
            Optional.empty(),
            attempt,
            provider.streamMaxRetries())
        : outage(
            provider.name() + " cannot be reached at " + provider.baseUrl() + ": " + broken.why(),
            Optional.empty(),
            attempt,
            provider.requestMaxRetries());
  }

  private Verdict outage(
      String sentence, Optional<Duration> wait, Attempt attempt, int maxRetries) {
    if (wait.isPresent() && wait.get().compareTo(SHORT) > 0) {
      return new Verdict.Later(OUTAGE, sentence, attempt.now().plus(wait.get()));
    }
    return attempt.failures() < maxRetries
        ? new Verdict.Retry(wait.orElse(backoff(attempt)), sentence)
        : new Verdict.Later(OUTAGE, sentence, attempt.now().plus(OUTAGE_PAUSE));
  }

  private Verdict coded(String code, String said, Attempt attempt) {
    return coded(code, said, attempt, false);
  }

  /** {@code refusal}: whether what no rule knows is the request's fault, not the provider's. */
  private Verdict coded(String code, String said, Attempt attempt, boolean refusal) {
    if (isQuota(code)) {
      return quota(said);
    }
    return switch (code) {
      case "rate_limit_exceeded", "slow_down", "too_many_requests" ->
          limit(said, RetryAfter.of(said), attempt);
      case "context_length_exceeded", "string_above_max_length" -> contextTooLong(said);
      case "invalid_api_key" -> unauthorized(said);
      case "model_not_found" -> failed(MODEL_NOT_FOUND, said + hintAtModels());
      case "content_filter", "content_policy_violation", "cyber_policy_violation" ->
          failed(
              CONTENT_FILTERED, "A content filter of " + provider.name() + " stopped it: " + said);
      case "invalid_prompt", "invalid_request_error", "bad_request", "invalid_image" ->
          failed(BAD_REQUEST, provider.name() + " refused the request: " + said);
      default ->
          refusal
              ? failed(BAD_REQUEST, provider.name() + " refused the request: " + said)
              : outage(
                  provider.name() + " failed: " + said,
                  RetryAfter.of(said),
                  attempt,
                  provider.streamMaxRetries());
    };
  }

  private Verdict incomplete(String reason) {
    return switch (reason) {
      case "content_filter" ->
          failed(
              CONTENT_FILTERED, "A content filter of " + provider.name() + " cut the answer off.");
      case "max_output_tokens" ->
          failed(
              INCOMPLETE,
              "The answer is longer than "
                  + model.model()
                  + " may write in one piece. Ask for less at once.");
      case "time" ->
          failed(
              INCOMPLETE,
              model.model()
                  + " went on for too long without coming to an end. Ask for less at once.");
      default -> failed(INCOMPLETE, "The answer is incomplete: " + reason + ".");
    };
  }

  private Verdict contextTooLong(String said) {
    return failed(
        CONTEXT_TOO_LONG,
        "The conversation is longer than "
            + model.model()
            + " can read: "
            + said
            + " Go on in a new session, or with a model that reads more.");
  }

  private Verdict quota(String said) {
    return failed(
        QUOTA_EXCEEDED,
        "The account at "
            + provider.name()
            + " has no credit left: "
            + said
            + " Check plan and billing there.");
  }

  private Verdict unauthorized(String said) {
    String source = provider.envKey() == null ? "the provider's headers" : provider.envKey();
    return failed(
        UNAUTHORIZED,
        provider.name()
            + " does not accept the key ("
            + source
            + "): "
            + said
            + (said.endsWith(".") ? "" : ".")
            + " Set a valid one and send again.");
  }

  private String hintAtModels() {
    return " Choose another model with -m.";
  }

  private static boolean isQuota(String code) {
    return code.equals("insufficient_quota") || code.equals("billing_hard_limit_reached");
  }

  private static Optional<Duration> wait(StreamEnd.Refused refused, Attempt attempt) {
    return RetryAfter.of(refused.headers(), refused.body(), refused.message(), attempt.now());
  }

  private static Verdict failed(ErrorKind kind, String sentence) {
    return new Verdict.Failed(kind, sentence);
  }

  /** 200 ms, doubled with every failure, a tenth more or less. */
  private static Duration backoff(Attempt attempt) {
    long millis = FIRST_BACKOFF.toMillis() << Math.min(attempt.failures(), 8);
    double factor = 0.9 + 0.2 * attempt.jitter();
    return Duration.ofMillis(Math.min((long) (millis * factor), SHORT.toMillis()));
  }

  private record Attempt(int failures, Instant now, double jitter) {}
}

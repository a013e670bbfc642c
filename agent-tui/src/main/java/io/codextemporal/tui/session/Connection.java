package io.codextemporal.tui.session;

import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalTarget;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The line to Temporal: dialled when first needed and again when the private server comes back
 * somewhere else. A call that fails because nobody answers is made again until the patience is
 * over; what is sent must bear being sent twice. Thread-safe.
 */
public final class Connection implements AutoCloseable {
  /** How long a command waits for a server that does not answer. */
  public static final Duration COMMAND_PATIENCE = Duration.ofMillis(4_000);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

  /** One request over the line. */
  @FunctionalInterface
  public interface Call<T> {
    T on(WorkflowServiceBlockingStub stub, String namespace);
  }

  private record Line(TemporalEndpoint endpoint, WorkflowServiceStubs stubs) {}

  private static final Duration WARM = Duration.ofMillis(500);

  /** After this long a command looks whether the server can be helped. */
  private static final Duration RESCUE_AFTER = Duration.ofMillis(300);

  private final TemporalTarget target;
  private final Consumer<Connection> rescue;
  private final AtomicLong silentSince = new AtomicLong();
  private volatile @Nullable Duration patience = COMMAND_PATIENCE;
  private volatile String lastReason = "";
  private volatile Consumer<Boolean> listener = silent -> {};
  private @Nullable Line line;

  /** {@code rescue} is tried once in each call of a command that meets silence. */
  public Connection(TemporalTarget target, Consumer<Connection> rescue) {
    this.target = target;
    this.rescue = rescue;
  }

  public TemporalTarget target() {
    return target;
  }

  /** From now on waits for a silent server for as long as it takes. */
  public void waitForever() {
    patience = null;
  }

  /** Tells, on whatever thread finds out, when the server falls silent and when it is back. */
  void onSilence(Consumer<Boolean> told) {
    listener = told;
  }

  /** Returns when the server answers, within the patience. */
  void await() {
    call(
        COMMAND_PATIENCE,
        (stub, namespace) -> stub.getSystemInfo(GetSystemInfoRequest.getDefaultInstance()));
  }

  /** How long nobody has answered; empty while somebody does. */
  public Optional<Duration> silentFor() {
    long since = silentSince.get();
    return since == 0 ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - since));
  }

  /** Why the last attempt failed, for the person who waits. */
  public String lastReason() {
    return lastReason;
  }

  /** Where the server is, or should be. */
  public String address() {
    return switch (target) {
      case TemporalTarget.Configured configured -> configured.server().address();
      case TemporalTarget.Private ours ->
          ours.endpoint().map(TemporalEndpoint::address).orElse("the private server");
    };
  }

  /** The namespace the sessions are in. */
  public String namespace() {
    return switch (target) {
      case TemporalTarget.Configured configured -> configured.server().namespace();
      case TemporalTarget.Private ours -> io.codextemporal.config.ServerAddress.NAMESPACE;
    };
  }

  /**
   * Makes a call, again and again while nobody answers.
   *
   * @param bound on one attempt
   * @throws SessionFailure {@link SessionFailure.Kind#NO_SERVER} when the patience is over
   * @throws StatusRuntimeException when the server answered with an error of substance
   */
  public <T> T call(Duration bound, Call<T> call) {
    long begin = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    boolean rescued = false;
    while (true) {
      try {
        T answer = once(bound, call);
        heard();
        return answer;
      } catch (StatusRuntimeException e) {
        if (!isSilence(e.getStatus())) {
          heard();
          throw e;
        }
        noteSilence(reason(e));
        hurry();
        Duration limit = patience;
        long waited = System.nanoTime() - begin;
        if (limit != null && waited >= limit.toNanos()) {
          throw silent(e);
        }
        if (limit != null && !rescued && waited >= RESCUE_AFTER.toNanos()) {
          rescued = true;
          rescue.accept(this);
          begin = System.nanoTime();
        }
        sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  /** Opens the line ahead of the first call; whoever does not answer is found out by that one. */
  void warm() {
    try {
      once(
          WARM, (stub, namespace) -> stub.getSystemInfo(GetSystemInfoRequest.getDefaultInstance()));
    } catch (StatusRuntimeException e) {
      lastReason = reason(e);
    }
  }

  /** Makes a call once. */
  public <T> T once(Duration bound, Call<T> call) {
    Line now = dial();
    return call.on(
        now.stubs().blockingStub().withDeadlineAfter(bound.toMillis(), TimeUnit.MILLISECONDS),
        now.endpoint().namespace());
  }

  /** Whether the server is not there, as opposed to saying no. */
  static boolean isSilence(Status status) {
    return switch (status.getCode()) {
      case UNAVAILABLE,
          DEADLINE_EXCEEDED,
          ABORTED,
          INTERNAL,
          UNKNOWN,
          RESOURCE_EXHAUSTED,
          CANCELLED ->
          true;
      case OK,
          INVALID_ARGUMENT,
          NOT_FOUND,
          ALREADY_EXISTS,
          PERMISSION_DENIED,
          FAILED_PRECONDITION,
          OUT_OF_RANGE,
          UNIMPLEMENTED,
          DATA_LOSS,
          UNAUTHENTICATED ->
          false;
    };
  }

  void noteSilence(String reason) {
    lastReason = reason;
    if (silentSince.compareAndSet(0, System.nanoTime())) {
      listener.accept(true);
    }
  }

  private void heard() {
    if (silentSince.getAndSet(0) != 0) {
      listener.accept(false);
    }
  }

  private synchronized Line dial() {
    TemporalEndpoint endpoint =
        target
            .endpoint()
            .orElseThrow(
                () -> Status.UNAVAILABLE.withDescription("it is not running").asRuntimeException());
    Line now = line;
    if (now != null && now.endpoint().address().equals(endpoint.address())) {
      return now;
    }
    if (now != null) {
      now.stubs().shutdown();
    }
    // No timer hurries reconnecting: a client that waits wakes for nothing, see hurry().
    WorkflowServiceStubsOptions options =
        WorkflowServiceStubsOptions.newBuilder(endpoint.brief())
            .setConnectionBackoffResetFrequency(null)
            .build();
    Line fresh = new Line(endpoint, WorkflowServiceStubs.newServiceStubs(options));
    line = fresh;
    return fresh;
  }

  /** The next attempt dials at once, not when gRPC's own patience is over. */
  private synchronized void hurry() {
    if (line != null) {
      line.stubs().getRawChannel().resetConnectBackoff();
    }
  }

  private SessionFailure silent(StatusRuntimeException e) {
    boolean ours = target instanceof TemporalTarget.Private;
    return new SessionFailure(
        SessionFailure.Kind.NO_SERVER,
        ours ? "Temporal (private server, " + address() + ")" : "Temporal at " + address(),
        reason(e),
        ours
            ? "See `ct server status` and its log, or start it: ct server start"
            : "Check TEMPORAL_ADDRESS (or temporal.toml) and that the server runs; unset it to use a private server.",
        e);
  }

  private static String reason(StatusRuntimeException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    String under = deepest == e ? null : deepest.getMessage();
    String said = e.getStatus().getDescription();
    return under != null ? under : said != null ? said : e.getStatus().getCode().toString();
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("the client is leaving").asRuntimeException();
    }
  }

  /** Lets go; calls that are under way may still end. */
  @Override
  public synchronized void close() {
    if (line != null) {
      line.stubs().shutdown();
      line = null;
    }
  }
}

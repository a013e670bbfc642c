package io.codextemporal.worker.lifecycle;

import io.codextemporal.config.Places;
import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.config.TemporalReach;
import io.codextemporal.config.WorkerRecord;
import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.wire.Keyring;
import io.codextemporal.wire.SessionClients;
import io.codextemporal.wire.SessionPayloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker process's connection to one server, and the SDK's workers on it: polls from {@link
 * #start} to {@link #drain}, once.
 */
final class Polling {
  private static final Logger LOG = LoggerFactory.getLogger(Polling.class);

  private final TemporalEndpoint endpoint;
  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory factory;
  private final ServerAffairs affairs;
  private final AttemptFile attempts;
  private final String identity;

  private Polling(
      TemporalEndpoint endpoint,
      WorkflowServiceStubs stubs,
      WorkflowClient client,
      WorkerFactory factory,
      AttemptFile attempts,
      ServerAffairs affairs) {
    this.endpoint = endpoint;
    this.stubs = stubs;
    this.client = client;
    this.factory = factory;
    this.attempts = attempts;
    this.affairs = affairs;
    this.identity = client.getOptions().getIdentity();
  }

  /** Dials; nothing is registered and nothing polls yet. */
  static Polling connect(
      TemporalEndpoint endpoint,
      Places places,
      WorkerRecord self,
      Keyring keys,
      WorkerParts parts,
      AttemptFile attempts,
      WireWatch watch,
      BooleanSupplier ending) {
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder(endpoint.lasting(places))
                .setGrpcClientInterceptors(List.of(watch))
                .build());
    WorkflowClientOptions options =
        WorkflowClientOptions.newBuilder()
            .setNamespace(endpoint.namespace())
            .setIdentity(self.identity())
            .build();
    WorkflowClient client = WorkflowClient.newInstance(stubs, SessionClients.client(options, keys));
    WorkerFactory factory =
        WorkerFactory.newInstance(client, WorkerTuning.factory(new WorkerInterceptors(ending)));
    SessionPayloads payloads = new SessionPayloads(keys, endpoint.namespace());
    ServerAffairs affairs =
        new ServerAffairs(
            stubs,
            endpoint.namespace(),
            (session, activity) ->
                payloads
                    .beat(session, activity)
                    .ifPresent(beat -> {
                      if (beat.call() != null) {
                        parts.endAbandoned(new SessionId(session), beat.call());
                      }
                    }));
    return new Polling(endpoint, stubs, client, factory, attempts, affairs);
  }

  /** Registers everything on the machine's queue, the activities on the process's own too. */
  void start(WorkerSettings settings, String id, WorkerParts parts) {
    boolean local = isLoopback();
    Duration beat =
        local || settings.beat().toSeconds() > 0 ? settings.beat() : Duration.ofSeconds(1);
    List<Object> activities =
        parts.activities(new WorkerLink(settings.places(), settings.machine(), id, client, local));
    Worker shared =
        factory.newWorker(
            MessageNames.queue(settings.machine()), WorkerTuning.worker(identity, beat));
    shared.registerWorkflowImplementationTypes(parts.workflows().toArray(Class<?>[]::new));
    shared.registerActivitiesImplementations(activities.toArray());
    Worker own =
        factory.newWorker(
            MessageNames.ownQueue(settings.machine(), id), WorkerTuning.own(identity, beat));
    own.registerActivitiesImplementations(activities.toArray());
    factory.start();
  }

  ServerAffairs affairs() {
    return affairs;
  }

  TemporalEndpoint endpoint() {
    return endpoint;
  }

  /** Whether the server answers; makes the connection. */
  TemporalReach reach(Duration bound) {
    return TemporalReach.of(stubs, endpoint.namespace(), bound);
  }

  /** Hangs up, for a connection that never polled. */
  void close() {
    stubs.shutdownNow();
  }

  /** Takes nothing new from now on. Returns at once. */
  void stopPolling() {
    factory.shutdown();
  }

  /** Lets what runs finish within {@code grace}; gives back what is left, for the next worker. */
  void drain(Duration grace, Runnable graceOver) {
    factory.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    graceOver.run();
    List<Attempt> left = attempts.running();
    for (Attempt attempt : left) {
      try {
        affairs.end(attempt, identity);
      } catch (RuntimeException e) {
        LOG.warn(
            "cannot give back {} of {}: {}",
            attempt.activity(),
            attempt.workflowId(),
            e.getMessage());
      }
    }
    LOG.info("drained; {} tasks given back", left.size());
    factory.shutdownNow();
    factory.awaitTermination(500, TimeUnit.MILLISECONDS);
    stubs.shutdownNow();
  }

  private boolean isLoopback() {
    String address = endpoint.address();
    return address.startsWith("127.")
        || address.startsWith("localhost:")
        || address.startsWith("[::1]");
  }
}

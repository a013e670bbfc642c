package io.codextemporal.worker.server;

import io.codextemporal.config.TemporalEndpoint;
import io.codextemporal.protocol.MessageNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a namespace must know before sessions live in it: their search attributes and, on a private
 * server, that closed ones are kept. Done again at every start, because a database that exists
 * ignores what the command line says of it.
 */
public final class ServerRegistration implements AutoCloseable {
  /** A day is the default: closed sessions would vanish. */
  static final Duration RETENTION = Duration.ofDays(36_500);

  private static final long BOUND_S = 10;

  private final WorkflowServiceStubs frontend;
  private final OperatorServiceStubs operator;
  private final String namespace;

  /** Opens connections of its own; lazily, so this never fails for a server that is away. */
  public ServerRegistration(TemporalEndpoint endpoint) {
    this.frontend = WorkflowServiceStubs.newServiceStubs(endpoint.brief());
    this.operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder(endpoint.brief())
                .validateAndBuildWithDefaults());
    this.namespace = endpoint.namespace();
  }

  /** The attributes that are not there. */
  public Set<String> missingAttributes() {
    Set<String> missing = new LinkedHashSet<>();
    Set<String> known =
        operator()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(namespace).build())
            .getCustomAttributesMap()
            .keySet();
    for (String name : Set.of(MessageNames.ATTRIBUTE_STATUS, MessageNames.ATTRIBUTE_FOLDER)) {
      if (!known.contains(name)) {
        missing.add(name);
      }
    }
    return missing;
  }

  /** Adds what is missing; another that does the same at the same time does no harm. */
  public void registerAttributes() {
    Set<String> missing = missingAttributes();
    if (missing.isEmpty()) {
      return;
    }
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(namespace);
    for (String name : missing) {
      request.putSearchAttributes(name, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
    try {
      operator().addSearchAttributes(request.build());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  /** Closed sessions stay until they are deleted. */
  void keepForEver() {
    var bounded = frontend.blockingStub().withDeadlineAfter(BOUND_S, TimeUnit.SECONDS);
    long seconds =
        bounded
            .describeNamespace(
                DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build())
            .getConfig()
            .getWorkflowExecutionRetentionTtl()
            .getSeconds();
    if (seconds < RETENTION.toSeconds()) {
      bounded.updateNamespace(
          UpdateNamespaceRequest.newBuilder()
              .setNamespace(namespace)
              .setConfig(
                  NamespaceConfig.newBuilder()
                      .setWorkflowExecutionRetentionTtl(
                          com.google.protobuf.Duration.newBuilder()
                              .setSeconds(RETENTION.toSeconds())))
              .build());
    }
  }

  private OperatorServiceGrpc.OperatorServiceBlockingStub operator() {
    return operator.blockingStub().withDeadlineAfter(BOUND_S, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    operator.shutdownNow();
    frontend.shutdownNow();
  }
}

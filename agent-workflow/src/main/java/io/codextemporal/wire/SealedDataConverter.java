package io.codextemporal.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.google.common.base.Defaults;
import io.codextemporal.activity.FailureType;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.failure.v1.Failure;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.DefaultFailureConverter;
import io.temporal.payload.context.HasWorkflowSerializationContext;
import io.temporal.payload.context.SerializationContext;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one data converter of clients and workers: {@link WireJson}, compressed, sealed for one
 * session.
 *
 * <p>Reading never throws for a type that has a static {@code unreadable(String)}: what does not
 * open, does not parse or (an argument) is not there becomes that value; an absent result is null.
 * Other types throw {@link UnreadablePayloadException}; activity inputs and clients' reads may be
 * such. Writing throws {@link PayloadTooLargeException} above {@link #MAX_BYTES}. Outside a session
 * (no serialization context) it neither seals nor opens. Immutable and thread-safe.
 */
public final class SealedDataConverter implements DataConverter {
  /** Largest sealed payload, bytes: the server refuses 2 MB, and ends a workflow for an input. */
  public static final int MAX_BYTES = 1_900_000;

  private static final String SEALED_MESSAGE = "sealed";

  private final SealingCodec codec;
  private final Binding binding;
  private final DefaultFailureConverter failures = new DefaultFailureConverter();

  public SealedDataConverter(Keyring keys) {
    this(new SealingCodec(keys), new Binding.None());
  }

  private SealedDataConverter(SealingCodec codec, Binding binding) {
    this.codec = codec;
    this.binding = binding;
  }

  @Override
  public SealedDataConverter withContext(SerializationContext context) {
    return context instanceof HasWorkflowSerializationContext session
            && session.getWorkflowId() instanceof String workflowId
        ? boundTo(session.getNamespace(), workflowId)
        : this;
  }

  /** The converter of one session's payloads, for raw histories, descriptions and lists. */
  public SealedDataConverter boundTo(String namespace, String workflowId) {
    return new SealedDataConverter(codec, new Binding.Session(namespace, workflowId));
  }

  @Override
  public <T> Optional<Payload> toPayload(T value) {
    Binding.Session session = session();
    byte[] json;
    try {
      json = WireJson.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new DataConverterException("cannot write a " + nameOf(value), e);
    }
    Payload payload = codec.seal(json, session.namespace(), session.workflowId());
    if (payload.getData().size() > MAX_BYTES) {
      throw new PayloadTooLargeException(nameOf(value), payload.getData().size(), MAX_BYTES);
    }
    return Optional.of(payload);
  }

  private static String nameOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getSimpleName();
  }

  @Override
  public <T> T fromPayload(Payload payload, Class<T> valueClass, Type valueType) {
    try {
      Binding.Session session = session();
      byte[] json = codec.open(payload, session.namespace(), session.workflowId());
      JavaType type = WireJson.mapper().getTypeFactory().constructType(valueType);
      T value = WireJson.mapper().readValue(json, type);
      return value == null && UnreadableValues.has(valueClass)
          ? UnreadableValues.of(valueClass, "it is empty")
          : value;
    } catch (UnreadablePayloadException e) {
      return UnreadableValues.of(valueClass, String.valueOf(e.getMessage()));
    } catch (IOException | RuntimeException e) {
      return UnreadableValues.of(valueClass, "its content is not understood");
    }
  }

  @Override
  public Optional<Payloads> toPayloads(Object... values) {
    if (values == null || values.length == 0) {
      return Optional.empty();
    }
    Payloads.Builder result = Payloads.newBuilder();
    for (Object value : values) {
      toPayload(value).ifPresent(result::addPayloads);
    }
    return Optional.of(result.build());
  }

  @Override
  @SuppressWarnings("NullAway") // The SDK's own default of an object type is null.
  public <T> T fromPayloads(
      int index, Optional<Payloads> content, Class<T> valueType, Type valueGenericType) {
    return content.isPresent() && index < content.get().getPayloadsCount()
        ? fromPayload(content.get().getPayloads(index), valueType, valueGenericType)
        : Defaults.defaultValue(valueType);
  }

  @Override
  public Object[] fromPayloads(
      Optional<Payloads> content, Class<?>[] parameterTypes, Type[] genericParameterTypes) {
    Object[] values = new Object[parameterTypes.length];
    for (int i = 0; i < values.length; i++) {
      boolean there = content.isPresent() && i < content.get().getPayloadsCount();
      values[i] =
          there
              ? fromPayload(
                  content.get().getPayloads(i), parameterTypes[i], genericParameterTypes[i])
              : UnreadableValues.of(parameterTypes[i], "it is not there");
    }
    return values;
  }

  @Override
  public Failure exceptionToFailure(Throwable throwable) {
    Throwable told =
        throwable instanceof UnreadablePayloadException
            ? ApplicationFailure.newNonRetryableFailure(
                throwable.getMessage(), FailureType.UNREADABLE)
            : throwable;
    return seal(failures.exceptionToFailure(told, this));
  }

  @Override
  public RuntimeException failureToException(Failure failure) {
    return failures.failureToException(open(failure), this);
  }

  private Failure seal(Failure failure) {
    Failure.Builder sealed = failure.toBuilder();
    if (failure.hasCause()) {
      sealed.setCause(seal(failure.getCause()));
    }
    if (binding instanceof Binding.Session) {
      toPayload(new Words(failure.getMessage(), failure.getStackTrace()))
          .ifPresent(sealed::setEncodedAttributes);
    }
    return sealed.setMessage(SEALED_MESSAGE).setStackTrace("").build();
  }

  /**
   * Words that are not sealed are believed only of the server, which writes no application ones.
   */
  private Failure open(Failure failure) {
    Failure.Builder opened = failure.toBuilder();
    if (failure.hasCause()) {
      opened.setCause(open(failure.getCause()));
    }
    if (failure.hasEncodedAttributes()) {
      Words words = fromPayload(failure.getEncodedAttributes(), Words.class, Words.class);
      opened.setMessage(words.message()).setStackTrace(words.stackTrace()).clearEncodedAttributes();
    } else if (failure.hasApplicationFailureInfo()) {
      opened.setMessage("a failure that is not sealed").setStackTrace("");
    }
    return opened.build();
  }

  private Binding.Session session() {
    return switch (binding) {
      case Binding.Session session -> session;
      case Binding.None none ->
          throw new UnreadablePayloadException("it belongs to no session: " + none);
    };
  }

  private sealed interface Binding {
    record None() implements Binding {}

    record Session(String namespace, String workflowId) implements Binding {}
  }

  /** The text of a failure. */
  record Words(String message, String stackTrace) {
    public static Words unreadable(String reason) {
      return new Words("a failure that could not be read: " + reason, "");
    }
  }
}

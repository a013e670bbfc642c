package io.codextemporal.wire;

import io.temporal.common.converter.DataConverterException;

/** A payload is not ours, or not for this session, or not what was expected. */
public final class UnreadablePayloadException extends DataConverterException {
  private static final long serialVersionUID = 1L;

  UnreadablePayloadException(String reason) {
    super(reason);
  }
}

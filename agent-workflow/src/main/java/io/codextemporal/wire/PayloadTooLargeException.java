package io.codextemporal.wire;

import io.temporal.common.converter.DataConverterException;

/** A value is too large to travel; nothing was sent. The message names its type and both sizes. */
public final class PayloadTooLargeException extends DataConverterException {
  private static final long serialVersionUID = 1L;

  PayloadTooLargeException(String type, int bytes, int limit) {
    super(
        "a "
            + type
            + " of "
            + bytes
            + " bytes (compressed) does not fit into one message of "
            + limit
            + " bytes");
  }
}

package io.codextemporal.worker.lifecycle;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A log event as one line: {@code time level session=… turn=… call=… logger: message}, a stack
 * trace indented below it.
 *
 * <p>What looks like a key or a token is blotted out wherever it came from.
 */
final class LogLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = new byte[0];
  private static final List<String> FIELDS =
      List.of(WorkerInterceptors.SESSION, WorkerInterceptors.TURN, WorkerInterceptors.CALL);
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(sk-[a-z0-9_-]{6})[a-z0-9_-]+"
              + "|(bearer\\s+)[^\\s\"',]+"
              + "|((?:api[_-]?key|token|secret|password|authorization)[\"']?\\s*[=:]\\s*[\"']?)(?!bearer)[^\\s\"',]{6,}");

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return line(event).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }

  private static String line(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(200);
    line.append(event.getInstant()).append(' ').append(event.getLevel());
    Map<String, String> about = event.getMDCPropertyMap();
    for (String field : FIELDS) {
      String value = about.get(field);
      if (value == null && field.equals(WorkerInterceptors.SESSION)) {
        value = about.get("WorkflowId");
      }
      if (value != null) {
        line.append(' ').append(field).append('=').append(value);
      }
    }
    String logger = event.getLoggerName();
    line.append(' ').append(logger.substring(logger.lastIndexOf('.') + 1)).append(": ");
    line.append(withoutSecrets(event.getFormattedMessage()).strip().replaceAll("\\R", "\\\\n"));
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(withoutSecrets(ThrowableProxyUtil.asString(event.getThrowableProxy())).indent(2));
    }
    return line.toString();
  }

  static String withoutSecrets(String text) {
    return SECRET
        .matcher(text)
        .replaceAll(found ->
            java.util.stream.Stream.of(found.group(2), found.group(3))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse("")
                + "[redacted]");
  }
}

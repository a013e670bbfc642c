package io.codextemporal.activities.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * One request and its stream. Blocks its thread; an interrupt of that thread ends it.
 *
 * <p>Never throws for what the provider or the network does: every ending is a {@link StreamEnd}.
 */
final class ModelStream {
  private final OpenAIClient client;
  private final AnswerCollector collector;
  private final BooleanSupplier timeIsUp;
  private final Consumer<String> points;

  /**
   * {@code points} is told each named place of the request at which a test may let a worker die.
   */
  ModelStream(
      OpenAIClient client,
      AnswerCollector collector,
      BooleanSupplier timeIsUp,
      Consumer<String> points) {
    this.client = client;
    this.collector = collector;
    this.timeIsUp = timeIsUp;
    this.points = points;
  }

  @SuppressWarnings("MustBeClosed") // The second try closes what the first one opens.
  StreamEnd run(ObjectNode body, Map<String, String> headers) {
    points.accept("K1");
    HttpResponseFor<StreamResponse<ResponseStreamEvent>> response;
    try {
      response = client.responses().withRawResponse().createStreaming(params(body, headers));
    } catch (OpenAIServiceException e) {
      return refused(e);
    } catch (OpenAIException e) {
      return unreachable(root(e));
    }
    try (response) {
      points.accept("K2");
      return read(new ServerSentEvents(response.body()));
    } catch (JsonProcessingException e) {
      return new StreamEnd.Broken(true, "it sent what is no JSON");
    } catch (IOException | OpenAIException e) {
      return new StreamEnd.Broken(true, why(root(e)));
    }
  }

  private StreamEnd read(ServerSentEvents events) throws IOException {
    Optional<JsonNode> event = events.next();
    while (event.isPresent()) {
      collector.take(event.get());
      points.accept("K3");
      if (collector.end().isPresent()) {
        return collector.end().get();
      }
      if (timeIsUp.getAsBoolean()) {
        return new StreamEnd.Incomplete("time");
      }
      event = events.next();
    }
    return new StreamEnd.Broken(true, "the stream ended without saying so");
  }

  private static ResponseCreateParams params(ObjectNode body, Map<String, String> headers) {
    ResponseCreateParams.Builder params = ResponseCreateParams.builder();
    for (Map.Entry<String, JsonNode> property : body.properties()) {
      if (!property.getKey().equals("stream")) {
        params.putAdditionalBodyProperty(
            property.getKey(), JsonValue.fromJsonNode(property.getValue()));
      }
    }
    headers.forEach(params::putAdditionalHeader);
    return params.build();
  }

  private static StreamEnd refused(OpenAIServiceException e) {
    // A body that is not there cannot be converted.
    JsonNode body = e.body().isMissing() ? null : e.body().convert(JsonNode.class);
    JsonNode said = body == null ? MissingNode.getInstance() : body;
    JsonNode error = said.path("error").isObject() ? said.path("error") : said;
    String code = e.code().or(e::type).orElse(error.path("code").asText(""));
    String message = error.path("message").asText("");
    if (message.isEmpty()) {
      message = error.isTextual() ? error.asText() : said.toString();
    }
    return new StreamEnd.Refused(
        e.statusCode(), headers(e), code, message, said.isMissingNode() ? "" : said.toString());
  }

  private static Map<String, String> headers(OpenAIServiceException e) {
    Map<String, String> headers = new HashMap<>();
    for (String name : e.headers().names()) {
      headers.put(name.toLowerCase(Locale.ROOT), e.headers().values(name).getFirst());
    }
    return headers;
  }

  /** No answer began: the request may or may not have arrived. */
  private static StreamEnd unreachable(Throwable root) {
    if (root instanceof SSLException) {
      return new StreamEnd.Unusable(why(root));
    }
    boolean away =
        root instanceof UnknownHostException
            || root instanceof ConnectException
            || root instanceof NoRouteToHostException;
    return new StreamEnd.Broken(!away, why(root));
  }

  private static String why(Throwable root) {
    String message =
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    if (root instanceof UnknownHostException) {
      return "the host " + message + " is not known";
    }
    return root instanceof SocketTimeoutException ? "nothing came for too long" : message;
  }

  /** The cause that says most: a timeout is reported as a socket that its own end had closed. */
  private static Throwable root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && !(root instanceof SocketTimeoutException)) {
      root = root.getCause();
    }
    return root;
  }
}

package io.codextemporal.activities.scripted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Streams the parts of one answer, item by item, as the API does. One thread. */
final class PartPlayer {
  private static final int CHUNK = 6;

  private final SseWriter sse;
  private final int request;
  private final Duration pace;
  private final Gates gates;
  private final List<ObjectNode> items = new ArrayList<>();

  PartPlayer(SseWriter sse, int request, Duration pace, Gates gates) {
    this.sse = sse;
    this.request = request;
    this.pace = pace;
    this.gates = gates;
  }

  /** The items that were finished so far. */
  List<ObjectNode> items() {
    return items;
  }

  void play(Part part) throws IOException, InterruptedException {
    switch (part) {
      case Part.Say say -> say(say);
      case Part.Ticks ticks -> tick(ticks.count());
      case Part.Reason reason -> reason(reason);
      case Part.ReasonForever ignored -> reasonForever();
      case Part.Call call -> call(call);
      case Part.Custom custom -> custom(custom);
      case Part.Raw raw -> raw(raw);
      case Part.Gate gate -> gates.pass(gate.name());
      case Part.Pause pause -> Thread.sleep(pause.millis());
    }
  }

  private void say(Part.Say say) throws IOException, InterruptedException {
    String id = id("msg");
    beginMessage(id);
    for (String piece : pieces(say.text(), say.chunk())) {
      delta("response.output_text.delta", id, piece, "content_index");
    }
    if (say.whole()) {
      endMessage(id, say.text());
    }
  }

  private void tick(int count) throws IOException, InterruptedException {
    String id = id("msg");
    beginMessage(id);
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      String piece = System.currentTimeMillis() + " ";
      all.append(piece);
      delta("response.output_text.delta", id, piece, "content_index");
    }
    endMessage(id, all.toString());
  }

  private void beginMessage(String id) throws IOException {
    ObjectNode empty = ReplyJson.message(id, "").put("status", "in_progress");
    empty.putArray("content");
    added(empty);
    ObjectNode part = at(id).put("content_index", 0);
    part.set("part", ReplyJson.textPart(""));
    sse.event("response.content_part.added", part);
  }

  private void endMessage(String id, String text) throws IOException {
    sse.event("response.output_text.done", at(id).put("content_index", 0).put("text", text));
    ObjectNode part = at(id).put("content_index", 0);
    part.set("part", ReplyJson.textPart(text));
    sse.event("response.content_part.done", part);
    done(ReplyJson.message(id, text));
  }

  private void reason(Part.Reason reason) throws IOException, InterruptedException {
    String id = id("rs");
    beginReasoning(id);
    for (String piece : pieces(reason.summary(), CHUNK)) {
      delta("response.reasoning_summary_text.delta", id, piece, "summary_index");
    }
    ObjectNode text = at(id).put("summary_index", 0).put("text", reason.summary());
    sse.event("response.reasoning_summary_text.done", text);
    done(ReplyJson.reasoning(id, reason.summary(), reason.encrypted()));
  }

  private void reasonForever() throws IOException, InterruptedException {
    String id = id("rs");
    beginReasoning(id);
    while (true) {
      delta("response.reasoning_summary_text.delta", id, "and then again ", "summary_index");
      Thread.sleep(1);
    }
  }

  private void beginReasoning(String id) throws IOException {
    ObjectNode empty = ReplyJson.reasoning(id, "", "");
    empty.putArray("summary");
    empty.remove("encrypted_content");
    added(empty);
    ObjectNode part = at(id).put("summary_index", 0);
    part.putObject("part").put("type", "summary_text").put("text", "");
    sse.event("response.reasoning_summary_part.added", part);
  }

  private void call(Part.Call call) throws IOException, InterruptedException {
    String id = id("fc");
    String callId = call.id().isEmpty() ? id("call") : call.id();
    ObjectNode item = ReplyJson.call(id, callId, call.name(), call.arguments());
    added(item.deepCopy().put("arguments", "").put("status", "in_progress"));
    for (String piece : pieces(call.arguments(), CHUNK)) {
      delta("response.function_call_arguments.delta", id, piece, "");
    }
    if (call.whole()) {
      sse.event("response.function_call_arguments.done", at(id).put("arguments", call.arguments()));
      done(item);
    }
  }

  private void custom(Part.Custom custom) throws IOException, InterruptedException {
    String id = id("ctc");
    String callId = custom.id().isEmpty() ? id("call") : custom.id();
    ObjectNode item = ReplyJson.custom(id, callId, custom.name(), custom.input());
    added(item.deepCopy().put("input", "").put("status", "in_progress"));
    for (String piece : pieces(custom.input(), CHUNK)) {
      delta("response.custom_tool_call_input.delta", id, piece, "");
    }
    sse.event("response.custom_tool_call_input.done", at(id).put("input", custom.input()));
    done(item);
  }

  private void raw(Part.Raw raw) throws IOException {
    try {
      ObjectNode item = (ObjectNode) ReplyJson.JSON.readTree(raw.json());
      added(item);
      done(item);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a raw item must be a JSON object: " + raw.json(), e);
    }
  }

  private void delta(String type, String item, String piece, String indexName)
      throws IOException, InterruptedException {
    ObjectNode data = at(item).put("delta", piece);
    if (!indexName.isEmpty()) {
      data.put(indexName, 0);
    }
    sse.event(type, data);
    if (!pace.isZero()) {
      Thread.sleep(pace);
    }
  }

  private void added(ObjectNode item) throws IOException {
    ObjectNode data = SseWriter.data().put("output_index", items.size());
    data.set("item", item);
    sse.event("response.output_item.added", data);
  }

  private void done(ObjectNode item) throws IOException {
    ObjectNode data = SseWriter.data().put("output_index", items.size());
    data.set("item", item);
    sse.event("response.output_item.done", data);
    items.add(item);
  }

  private ObjectNode at(String item) {
    return SseWriter.data().put("item_id", item).put("output_index", items.size());
  }

  private String id(String kind) {
    return kind + "_" + request + "_" + items.size();
  }

  private static List<String> pieces(String text, int chunk) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = (int) Math.min((long) at + chunk, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end++;
      }
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }
}

package io.codextemporal.tui.session;

import io.codextemporal.protocol.MessageNames;
import io.codextemporal.protocol.Op;
import io.codextemporal.protocol.OpId;
import io.codextemporal.protocol.UserText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Pure: cuts what a person wrote into ops that each fit one signal. The op that uses the text comes
 * last, so that the text is taken in whole or not at all.
 */
public final class Messages {
  static final int CHUNK_BYTES = 150_000;

  /**
   * The ops that bring {@code text}, to be sent in this order.
   *
   * @param id of the last op, the one that counts
   * @param last makes that op of the text
   */
  public static List<Op> ops(OpId id, String from, String text, Function<UserText, Op> last) {
    return ops(id, from, UserText.of(text), last);
  }

  /** The same for words with images, which travel with the last op. */
  public static List<Op> ops(OpId id, String from, UserText said, Function<UserText, Op> last) {
    String text = said.inline();
    if (bytes(text) <= MessageNames.MAX_INLINE_BYTES) {
      return List.of(last.apply(said));
    }
    List<String> chunks = split(text, CHUNK_BYTES);
    List<Op> ops = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      OpId chunk = new OpId(id.value() + "-" + i);
      ops.add(new Op.TextChunk(chunk, from, id.value(), i, chunks.get(i)));
    }
    ops.add(last.apply(UserText.chunked(id.value(), chunks.size()).with(said.images())));
    return ops;
  }

  /** The ops that bring an op, itself or its text in pieces before it. */
  static List<Op> whole(Op op) {
    return switch (op) {
      case Op.UserTurn turn ->
          ops(
              turn.id(),
              turn.from(),
              turn.text(),
              text ->
                  new Op.UserTurn(
                      turn.id(), turn.from(), text, turn.patience(), turn.outputSchema()));
      case Op.Steer steer ->
          ops(
              steer.id(),
              steer.from(),
              steer.text(),
              text -> new Op.Steer(steer.id(), steer.from(), text));
      case Op.QueueAdd add ->
          ops(
              add.id(),
              add.from(),
              add.text(),
              text -> new Op.QueueAdd(add.id(), add.from(), text));
      case Op.QueueEdit edit ->
          ops(
              edit.id(),
              edit.from(),
              edit.text(),
              text -> new Op.QueueEdit(edit.id(), edit.from(), edit.entry(), text));
      case Op.TextChunk one -> List.of(one);
      case Op.QueueDrop one -> List.of(one);
      case Op.Interrupt one -> List.of(one);
      case Op.Approval one -> List.of(one);
      case Op.Answer one -> List.of(one);
      case Op.Wake one -> List.of(one);
      case Op.RunShell one -> List.of(one);
      case Op.ListFiles one -> List.of(one);
      case Op.ShowDiff one -> List.of(one);
      case Op.StopTerminals one -> List.of(one);
      case Op.OverrideSettings one -> List.of(one);
      case Op.Compact one -> List.of(one);
      case Op.Shutdown one -> List.of(one);
      case Op.Unknown one -> List.of(one);
    };
  }

  /** Pieces of at most {@code most} bytes of UTF-8, cut between characters. */
  static List<String> split(String text, int most) {
    List<String> pieces = new ArrayList<>();
    int begin = 0;
    int size = 0;
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      int width = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (size + width > most) {
        pieces.add(text.substring(begin, at));
        begin = at;
        size = 0;
      }
      size += width;
      at += Character.charCount(point);
    }
    pieces.add(text.substring(begin));
    return pieces;
  }

  private static int bytes(String text) {
    return text.length() * 3 <= MessageNames.MAX_INLINE_BYTES
        ? text.length()
        : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Messages() {}
}

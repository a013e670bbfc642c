package io.codextemporal.activities.sandbox;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A classic BPF program over {@code struct seccomp_data}, written from its first instruction on.
 * Jumps are short and forward. Not thread-safe.
 */
final class BpfProgram {
  static final int ALLOW = 0x7fff0000;
  static final int KILL_PROCESS = 0x80000000;
  static final int NUMBER = 0;
  static final int ARCHITECTURE = 4;

  private static final int LOAD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int AND = 0x54;
  private static final int RETURN = 0x06;
  private static final int ERRNO = 0x00050000;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** The answer that makes the call fail with this number. */
  static int errno(int number) {
    return ERRNO | number;
  }

  /** Where the low half of an argument lies. */
  static int argument(int index) {
    return 16 + 8 * index;
  }

  BpfProgram load(int offset) {
    return add(LOAD, 0, 0, offset);
  }

  BpfProgram and(int mask) {
    return add(AND, 0, 0, mask);
  }

  BpfProgram answer(int action) {
    return add(RETURN, 0, 0, action);
  }

  /** Goes on when equal, else leaves out so many instructions. */
  BpfProgram unlessEqualSkip(int value, int count) {
    return add(JUMP_EQUAL, 0, count, value);
  }

  BpfProgram answerIfEqual(int value, int action) {
    return unlessEqualSkip(value, 1).answer(action);
  }

  BpfProgram answerUnlessEqual(int value, int action) {
    return add(JUMP_EQUAL, 1, 0, value).answer(action);
  }

  BpfProgram answerIfAtLeast(int value, int action) {
    return add(JUMP_AT_LEAST, 0, 1, value).answer(action);
  }

  BpfProgram answerIfAnyBit(int bits, int action) {
    return add(JUMP_ANY_BIT, 0, 1, bits).answer(action);
  }

  /** {@code block} for this system call alone; it must answer in the end. */
  BpfProgram onCall(int number, BpfProgram block) {
    unlessEqualSkip(number, block.size());
    out.writeBytes(block.bytes());
    return this;
  }

  int size() {
    return out.size() / 8;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private BpfProgram add(int code, int ifTrue, int ifFalse, int value) {
    if (ifTrue > 255 || ifFalse > 255) {
      throw new IllegalStateException("a jump is too long");
    }
    out.writeBytes(
        ByteBuffer.allocate(8)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putShort((short) code)
            .put((byte) ifTrue)
            .put((byte) ifFalse)
            .putInt(value)
            .array());
    return this;
  }
}

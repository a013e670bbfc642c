package io.codextemporal.tui.terminal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The few C functions that a terminal needs and the JDK does not offer, by the foreign function
 * API: raw mode, size, waiting on several descriptors, stopping ourselves.
 *
 * <p>Every call may be made from any thread. A failed call is an IOException with its errno, but
 * for EINTR, which is tried again.
 */
@SuppressWarnings("restricted")
final class NativeTerminal {
  static final int STDIN = 0;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE =
      ERRNO.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final int EINTR = 4;
  private static final boolean MAC = System.getProperty("os.name").startsWith("Mac");
  // Larger than struct termios of any system we run on.
  private static final int TERMIOS_BYTES = 256;
  private static final long TIOCGWINSZ = MAC ? 0x40087468L : 0x5413L;
  private static final int TCSADRAIN = 1;
  private static final int SIGSTOP = MAC ? 17 : 19;
  private static final short POLLIN = 1;

  private static final MethodHandle TCGETATTR = find("tcgetattr", "ip");
  private static final MethodHandle TCSETATTR = find("tcsetattr", "iip");
  private static final MethodHandle CFMAKERAW = find("cfmakeraw", "p");
  private static final MethodHandle IOCTL =
      LINKER.downcallHandle(
          symbol("ioctl"),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS),
          Linker.Option.firstVariadicArg(2),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle POLL = find("poll", "pli");
  private static final MethodHandle READ = find("read", "ipl");
  private static final MethodHandle WRITE = find("write", "ipl");
  private static final MethodHandle PIPE = find("pipe", "p");
  private static final MethodHandle KILL = find("kill", "ii");

  private final Arena arena = Arena.ofShared();
  private final MemorySegment saved = arena.allocate(TERMIOS_BYTES);

  /** Whether standard input is a terminal whose mode can be read; remembers that mode. */
  boolean saveMode() {
    try {
      call(TCGETATTR, STDIN, saved);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Every byte as it is typed; no echo, no signals, no flow control. */
  void enterRawMode() throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment raw = local.allocate(TERMIOS_BYTES).copyFrom(saved);
      CFMAKERAW.invokeExact(local.allocate(ERRNO), raw);
      call(TCSETATTR, STDIN, TCSADRAIN, raw);
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("cfmakeraw", e);
    }
  }

  void restoreMode() throws IOException {
    call(TCSETATTR, STDIN, TCSADRAIN, saved);
  }

  /** Columns and rows; 80 and 24 where the terminal does not say. */
  int[] size() {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment window = local.allocate(8);
      call(IOCTL, STDIN, TIOCGWINSZ, window);
      int rows = Short.toUnsignedInt(window.get(ValueLayout.JAVA_SHORT, 0));
      int columns = Short.toUnsignedInt(window.get(ValueLayout.JAVA_SHORT, 2));
      return columns == 0 || rows == 0 ? new int[] {80, 24} : new int[] {columns, rows};
    } catch (IOException e) {
      return new int[] {80, 24};
    }
  }

  /** A pipe to wake a waiting reader: its reading and its writing end. */
  int[] pipe() throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment ends = local.allocate(8);
      call(PIPE, ends);
      return new int[] {ends.get(ValueLayout.JAVA_INT, 0), ends.get(ValueLayout.JAVA_INT, 4)};
    }
  }

  /**
   * Waits until one of two descriptors can be read.
   *
   * @param timeoutMillis -1 for ever
   * @return bit 1 for the first, bit 2 for the second; 0 when the time was up
   */
  int poll(int first, int second, int timeoutMillis) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment descriptors = local.allocate(16);
      descriptors.set(ValueLayout.JAVA_INT, 0, first);
      descriptors.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
      descriptors.set(ValueLayout.JAVA_INT, 8, second);
      descriptors.set(ValueLayout.JAVA_SHORT, 12, POLLIN);
      call(POLL, descriptors, 2L, timeoutMillis);
      return (descriptors.get(ValueLayout.JAVA_SHORT, 6) != 0 ? 1 : 0)
          | (descriptors.get(ValueLayout.JAVA_SHORT, 14) != 0 ? 2 : 0);
    }
  }

  /** Reads what is there, at most {@code into.length} bytes; 0 at the end of input. */
  int read(int descriptor, byte[] into) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment buffer = local.allocate(into.length);
      int count = call(READ, descriptor, buffer, (long) into.length);
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, count);
      return count;
    }
  }

  void write(int descriptor, byte[] bytes) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment buffer = local.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      long written = 0;
      while (written < bytes.length) {
        written += call(WRITE, descriptor, buffer.asSlice(written), bytes.length - written);
      }
    }
  }

  /** Stops this process as the shell's job control expects; returns when it is continued. */
  void stopOurselves() throws IOException {
    call(KILL, Math.toIntExact(ProcessHandle.current().pid()), SIGSTOP);
  }

  private static int call(MethodHandle function, Object... arguments) throws IOException {
    try (Arena local = Arena.ofConfined()) {
      MemorySegment errno = local.allocate(ERRNO);
      Object[] all = new Object[arguments.length + 1];
      all[0] = errno;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      while (true) {
        Object result = function.invokeWithArguments(all);
        long value = ((Number) result).longValue();
        if (value >= 0) {
          return Math.toIntExact(value);
        }
        int code = (int) ERRNO_VALUE.get(errno, 0L);
        if (code != EINTR) {
          throw new IOException("errno " + code);
        }
      }
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("a call of the C library failed", e);
    }
  }

  /** {@code shape}: i for int, l for long, p for a pointer. Functions with an l return one. */
  private static MethodHandle find(String name, String shape) {
    MemoryLayout[] parameters =
        shape
            .chars()
            .mapToObj(kind ->
                switch (kind) {
                  case 'i' -> ValueLayout.JAVA_INT;
                  case 'l' -> ValueLayout.JAVA_LONG;
                  default -> ValueLayout.ADDRESS;
                })
            .toArray(MemoryLayout[]::new);
    boolean wide = name.equals("read") || name.equals("write");
    FunctionDescriptor descriptor =
        name.equals("cfmakeraw")
            ? FunctionDescriptor.ofVoid(parameters)
            : FunctionDescriptor.of(
                wide ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT, parameters);
    return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
  }

  private static MemorySegment symbol(String name) {
    return LINKER
        .defaultLookup()
        .find(name)
        .or(() -> SymbolLookup.loaderLookup().find(name))
        .orElseThrow(() -> new IllegalStateException("the C library has no " + name));
  }
}

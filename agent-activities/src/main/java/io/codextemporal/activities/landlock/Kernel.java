package io.codextemporal.activities.landlock;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;

/**
 * System calls of Linux by number. What concerns credentials concerns the calling thread alone, as
 * the kernel has it. Not thread-safe.
 */
public final class Kernel {
  private static final long CREATE_RULESET = 444;
  private static final long ADD_RULE = 445;
  private static final long RESTRICT_SELF = 446;
  private static final long CLOSE_RANGE = 436;
  private static final long VERSION = 1;

  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  /** What differs between architectures. */
  private record Numbers(
      long openat,
      long prctl,
      long capset,
      long execve,
      long sigprocmask,
      long prlimit,
      int noFollow) {}

  private static final Numbers X86_64 = new Numbers(257, 157, 126, 59, 14, 302, 0x20000);
  private static final Numbers AARCH64 = new Numbers(56, 167, 91, 221, 135, 261, 0x8000);

  private static final int PATH_ONLY = 0x200000;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final long HERE = -100;

  private static final int NOT_THERE = 2;
  private static final int NO_ACCESS = 13;
  private static final int NOT_A_FOLDER = 20;

  private final MethodHandle call;
  private final Numbers numbers;
  private final Arena arena = Arena.ofAuto();
  private final MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());

  private Kernel(MethodHandle call, Numbers numbers) {
    this.call = call;
    this.numbers = numbers;
  }

  /** A call that the kernel refused. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final int errno;

    Refused(String what, int errno) {
      super(what + " failed with error " + errno);
      this.errno = errno;
    }

    /** Whether what was named is not there, or may not even be named. */
    boolean isGone() {
      return Set.of(NOT_THERE, NO_ACCESS, NOT_A_FOLDER).contains(errno);
    }
  }

  /**
   * @throws Refused for an architecture we have no numbers of
   */
  @SuppressWarnings("restricted")
  public static Kernel open() throws Refused {
    String machine = System.getProperty("os.arch");
    Numbers numbers =
        switch (machine) {
          case "amd64", "x86_64" -> X86_64;
          case "aarch64", "arm64" -> AARCH64;
          default -> throw new Refused("the look for system calls of " + machine, 38);
        };
    ValueLayout[] seven = new ValueLayout[7];
    Arrays.fill(seven, ValueLayout.JAVA_LONG);
    Linker linker = Linker.nativeLinker();
    return new Kernel(
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(ValueLayout.JAVA_LONG, seven),
            Linker.Option.firstVariadicArg(1),
            Linker.Option.captureCallState("errno")),
        numbers);
  }

  /** The version of Landlock; 0 where there is none, or where it is off. */
  public int landlockVersion() {
    return (int) Math.max(0, raw(CREATE_RULESET, 0, 0, VERSION, 0, 0));
  }

  /** A descriptor of rules; what is handled and not allowed by one is refused. */
  int createRuleset(long files, long network, long scopes) throws Refused {
    MemorySegment attributes = arena.allocate(24, 8);
    attributes.set(ValueLayout.JAVA_LONG, 0, files);
    attributes.set(ValueLayout.JAVA_LONG, 8, network);
    attributes.set(ValueLayout.JAVA_LONG, 16, scopes);
    return (int)
        checked("landlock_create_ruleset", CREATE_RULESET, attributes.address(), 24, 0, 0, 0);
  }

  /** Allows these rights on what the descriptor names, and on all below it. */
  void allow(int ruleset, int descriptor, long rights) throws Refused {
    MemorySegment attributes = arena.allocate(16, 8);
    attributes.set(ValueLayout.JAVA_LONG, 0, rights);
    attributes.set(ValueLayout.JAVA_INT, 8, descriptor);
    checked("landlock_add_rule", ADD_RULE, ruleset, 1, attributes.address(), 0, 0);
  }

  void restrict(int ruleset) throws Refused {
    checked("landlock_restrict_self", RESTRICT_SELF, ruleset, 0, 0, 0, 0);
  }

  /**
   * A descriptor that only names the file, which is not a link.
   *
   * @param folder a descriptor, or -1 for an absolute path
   */
  int name(int folder, String path) throws Refused {
    long flags = PATH_ONLY | CLOSE_ON_EXEC | numbers.noFollow();
    long where = folder < 0 ? HERE : folder;
    return (int) checked("opening " + path, numbers.openat(), where, text(path), flags, 0, 0);
  }

  /** No privileges by running a program, from now on. */
  void noNewPrivileges() throws Refused {
    prctl("no_new_privs", 38, 1, 0);
  }

  /** Ends this process when its parent does. */
  void endWithParent() throws Refused {
    prctl("pdeathsig", 1, 9, 0);
  }

  /** Root's powers, and the way back to them. */
  void dropCapabilities() throws Refused {
    raw(numbers.prctl(), 47, 4, 0, 0, 0);
    for (long each = 0; each < 64; each++) {
      raw(numbers.prctl(), 24, each, 0, 0, 0); // Refused to whom has none.
    }
    MemorySegment header = arena.allocate(8, 8);
    header.set(ValueLayout.JAVA_INT, 0, 0x20080522);
    MemorySegment none = arena.allocate(24, 8);
    checked("capset", numbers.capset(), header.address(), none.address(), 0, 0, 0);
  }

  /** The filter of system calls: instructions of eight bytes. */
  void filter(byte[] program) throws Refused {
    MemorySegment code = arena.allocate(program.length, 8);
    MemorySegment.copy(program, 0, code, ValueLayout.JAVA_BYTE, 0, program.length);
    MemorySegment whole = arena.allocate(16, 8);
    whole.set(ValueLayout.JAVA_SHORT, 0, (short) (program.length / 8));
    whole.set(ValueLayout.JAVA_LONG, 8, code.address());
    prctl("seccomp", 22, 2, whole.address());
  }

  /** How many processes and threads this user may have. */
  void limitProcesses(long most) throws Refused {
    MemorySegment limit = arena.allocate(16, 8);
    limit.set(ValueLayout.JAVA_LONG, 0, most);
    limit.set(ValueLayout.JAVA_LONG, 8, most);
    checked("prlimit", numbers.prlimit(), 0, 6, limit.address(), 0, 0);
  }

  /** Lets every signal through again, and closes what the program must not inherit. */
  void tidy() throws Refused {
    MemorySegment none = arena.allocate(8, 8);
    checked("sigprocmask", numbers.sigprocmask(), 2, none.address(), 0, 8, 0);
    checked("close_range", CLOSE_RANGE, 3, 0xFFFFFFFFL, 4, 0, 0);
  }

  /** Becomes that program; returns only by throwing. */
  Refused execute(byte[][] words, byte[][] environment) {
    long words0 = vector(words);
    long environment0 = vector(environment);
    MemorySegment program = bytes(words[0]);
    try {
      checked("exec", numbers.execve(), program.address(), words0, environment0, 0, 0);
      return new Refused("exec", 0);
    } catch (Refused e) {
      return e;
    }
  }

  private long vector(byte[][] texts) {
    MemorySegment all = arena.allocate(8L * (texts.length + 1), 8);
    for (int i = 0; i < texts.length; i++) {
      all.setAtIndex(ValueLayout.JAVA_LONG, i, bytes(texts[i]).address());
    }
    return all.address();
  }

  private long text(String text) {
    return arena.allocateFrom(text).address();
  }

  private MemorySegment bytes(byte[] text) {
    MemorySegment segment = arena.allocate(text.length + 1L);
    MemorySegment.copy(text, 0, segment, ValueLayout.JAVA_BYTE, 0, text.length);
    return segment;
  }

  private void prctl(String what, long option, long first, long second) throws Refused {
    checked(what, numbers.prctl(), option, first, second, 0, 0);
  }

  private long checked(String what, long number, long a, long b, long c, long d, long e)
      throws Refused {
    long result = raw(number, a, b, c, d, e);
    if (result < 0) {
      throw new Refused(what, (int) ERRNO.get(state, 0L));
    }
    return result;
  }

  private long raw(long number, long a, long b, long c, long d, long e) {
    try {
      return (long) call.invokeExact(state, number, a, b, c, d, e, 0L);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new IllegalStateException("a system call throws nothing", failure);
    }
  }
}

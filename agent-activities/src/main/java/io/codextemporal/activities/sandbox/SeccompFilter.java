package io.codextemporal.activities.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The system call filter of confined commands, for this machine's architecture.
 *
 * <p>Sockets: none without network, so that neither loopback services nor sockets in the file
 * system (docker, ssh-agent, D-Bus, tmux) can be reached; with network INET, INET6 and the routing
 * netlink only. Pairs of connected sockets are always fine, but for datagram ones, which can be
 * sent elsewhere. Pure.
 */
final class SeccompFilter {
  private static final int EPERM = BpfProgram.errno(1);
  private static final int ENOSYS = BpfProgram.errno(38);

  private static final int AF_UNIX = 1;
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_TYPE_MASK = 0xf;

  /** Put characters into a terminal's input, or read the console's. */
  private static final List<Integer> IOCTLS = List.of(0x5412, 0x541C);

  /** NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
  private static final int NEW_NAMESPACES = 0x7E020000;

  /** What else stands around the command. */
  enum Around {
    NAMESPACES,
    /** Nothing may be written. */
    LANDLOCK_READING,
    LANDLOCK_WRITING
  }

  /** What differs between architectures. */
  private record Machine(
      int id,
      int column,
      boolean x32,
      int socket,
      int pair,
      int ioctl,
      int fork,
      int clone3,
      int priority,
      int times,
      List<Integer> ofOthers) {}

  private static final Machine X86_64 =
      new Machine(
          0xC000003E, 1, true, 41, 53, 16, 56, 435, 141, 280, List.of(302, 203, 142, 144, 314));
  private static final Machine AARCH64 =
      new Machine(
          0xC00000B7, 2, false, 198, 199, 29, 220, 435, 140, 88, List.of(261, 122, 118, 119, 274));

  /**
   * Set flags of a file that is only open for reading: FS_IOC_SETFLAGS, FS_IOC_SETVERSION,
   * FS_IOC_FSSETXATTR.
   */
  private static final List<Integer> FILE_IOCTLS = List.of(0x40086602, 0x40087602, 0x401C5820);

  /** The program; empty for an architecture we have no numbers of. */
  static Optional<byte[]> of(String architecture, boolean network) {
    return of(architecture, network, Around.NAMESPACES);
  }

  /**
   * The same.
   *
   * @param around the less there is of it, the more must be refused here
   */
  static Optional<byte[]> of(String architecture, boolean network, Around around) {
    return switch (architecture) {
      case "amd64", "x86_64" -> Optional.of(program(X86_64, network, around).bytes());
      case "aarch64", "arm64" -> Optional.of(program(AARCH64, network, around).bytes());
      default -> Optional.empty();
    };
  }

  private static BpfProgram program(Machine machine, boolean network, Around around) {
    boolean open = around != Around.NAMESPACES;
    BpfProgram program =
        new BpfProgram()
            .load(BpfProgram.ARCHITECTURE)
            .answerUnlessEqual(machine.id(), BpfProgram.KILL_PROCESS)
            .load(BpfProgram.NUMBER);
    if (machine.x32()) {
      program.answerIfAtLeast(0x40000000, BpfProgram.KILL_PROCESS);
    }
    refused("syscalls", machine.column()).forEach(number -> program.answerIfEqual(number, EPERM));
    if (open) {
      refused("landlock-syscalls", machine.column())
          .forEach(number -> program.answerIfEqual(number, EPERM));
      machine.ofOthers().forEach(number -> program.onCall(number, onlyItself(0)));
      program.onCall(machine.priority(), onlyItself(0, 1));
      program.onCall(machine.times(), times(around == Around.LANDLOCK_WRITING));
    }
    // Its flags are in memory, where a filter cannot look: libraries fall back to clone.
    program.answerIfEqual(machine.clone3(), ENOSYS);
    return program
        .onCall(machine.socket(), sockets(network))
        .onCall(machine.pair(), pairs())
        .onCall(machine.ioctl(), ioctls(open))
        .onCall(machine.fork(), forks())
        .answer(BpfProgram.ALLOW);
  }

  private static BpfProgram sockets(boolean network) {
    BpfProgram block = new BpfProgram();
    if (network) {
      block
          .load(BpfProgram.argument(0))
          .answerIfEqual(AF_INET, BpfProgram.ALLOW)
          .answerIfEqual(AF_INET6, BpfProgram.ALLOW)
          .unlessEqualSkip(AF_NETLINK, 3)
          .load(BpfProgram.argument(2))
          .answerIfEqual(0, BpfProgram.ALLOW);
    }
    return block.answer(EPERM);
  }

  private static BpfProgram pairs() {
    return new BpfProgram()
        .load(BpfProgram.argument(0))
        .unlessEqualSkip(AF_UNIX, 5)
        .load(BpfProgram.argument(1))
        .and(SOCK_TYPE_MASK)
        .answerIfEqual(SOCK_DGRAM, EPERM)
        .answer(BpfProgram.ALLOW)
        .answer(EPERM);
  }

  /** These arguments name the process that calls, and no other, by being zero. */
  private static BpfProgram onlyItself(int... arguments) {
    BpfProgram block = new BpfProgram();
    for (int argument : arguments) {
      block.load(BpfProgram.argument(argument)).answerUnlessEqual(0, EPERM);
    }
    return block.answer(BpfProgram.ALLOW);
  }

  /** Of a file that is open, to now: what every {@code touch} does. Nothing else. */
  private static BpfProgram times(boolean toNow) {
    BpfProgram block = new BpfProgram();
    if (toNow) {
      for (int argument = 1; argument <= 2; argument++) {
        block
            .load(BpfProgram.argument(argument))
            .answerUnlessEqual(0, EPERM)
            .load(BpfProgram.argument(argument) + 4)
            .answerUnlessEqual(0, EPERM);
      }
      return block.answer(BpfProgram.ALLOW);
    }
    return block.answer(EPERM);
  }

  private static BpfProgram ioctls(boolean open) {
    BpfProgram block = new BpfProgram().load(BpfProgram.argument(1));
    if (open) {
      FILE_IOCTLS.forEach(command -> block.answerIfEqual(command, EPERM));
    }
    IOCTLS.forEach(command -> block.answerIfEqual(command, EPERM));
    return block.answer(BpfProgram.ALLOW);
  }

  private static BpfProgram forks() {
    return new BpfProgram()
        .load(BpfProgram.argument(0))
        .answerIfAnyBit(NEW_NAMESPACES, EPERM)
        .answer(BpfProgram.ALLOW);
  }

  private static List<Integer> refused(String list, int column) {
    List<Integer> numbers = new ArrayList<>();
    for (String line : table(list).split("\n")) {
      String[] words = line.strip().split(" +");
      if (words.length == 3 && !words[0].startsWith("#") && !words[column].equals("-")) {
        numbers.add(Integer.valueOf(words[column]));
      }
    }
    return numbers;
  }

  private static String table(String list) {
    String name = "/sandbox/" + list + ".txt";
    try (InputStream in = SeccompFilter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SeccompFilter() {}
}

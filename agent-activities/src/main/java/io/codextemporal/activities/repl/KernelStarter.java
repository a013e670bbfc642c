package io.codextemporal.activities.repl;

import io.codextemporal.activities.journal.AttachedCommand;
import io.codextemporal.activities.journal.AttachedCommands;
import io.codextemporal.activities.journal.CommandSpec;
import io.codextemporal.activities.journal.Ended;
import io.codextemporal.activities.limits.CommandLimits;
import io.codextemporal.activities.sandbox.Confined;
import io.codextemporal.activities.sandbox.SandboxRequest;
import io.codextemporal.activities.sandbox.Sandboxes;
import io.codextemporal.activities.sandbox.UnconfinableException;
import io.codextemporal.protocol.CallId;
import io.codextemporal.protocol.SessionId;
import io.codextemporal.protocol.ToolSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts kernels, in the sandbox or outside it, within the limits of commands. Thread-safe. */
public final class KernelStarter {
  /** The name under which a session's kernel stands in the journal. */
  static final CallId NAME = new CallId("js_repl.kernel");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Frees the descriptors of what programs print: the kernel talks on others. */
  private static final String PIPES = "exec \"$@\" 3>&1 4<&0 1>&2 </dev/null";

  private static final String SOURCE = source();

  private final AttachedCommands commands;
  private final Sandboxes sandboxes;
  private final CommandLimits limits;
  private final KernelFolders folders;

  /**
   * @param folders where kernels get their own
   */
  public KernelStarter(
      AttachedCommands commands, Sandboxes sandboxes, CommandLimits limits, KernelFolders folders) {
    this.folders = folders;
    this.commands = commands;
    this.sandboxes = sandboxes;
    this.limits = limits;
  }

  AttachedCommands commands() {
    return commands;
  }

  CommandLimits limits() {
    return limits;
  }

  boolean canConfine() {
    return sandboxes.available();
  }

  /** A kernel that takes cells. */
  Kernel start(SessionId session, Path node, KernelPlace place, ToolSettings settings)
      throws IOException, InterruptedException, UnconfinableException {
    Path own = folders.fresh();
    Confined around = Confined.NOT;
    AttachedCommand process;
    try {
      Map<String, String> environment = new TreeMap<>(place.environment());
      if (place.confined()) {
        environment.putAll(Sandboxes.environment(place.networkAccess()));
        around = sandboxes.confine(request(place, settings, own));
      }
      // What would be loaded into every Node process, and stop the kernel or speak in its place.
      environment.remove("NODE_OPTIONS");
      environment.put("TMPDIR", own.toString());
      process = commands.start(spec(session, node, place, environment, around));
    } catch (IOException | UnconfinableException e) {
      around.close();
      KernelFolders.remove(own);
      throw e;
    }
    Kernel kernel = new Kernel(process, place, release(around, own));
    kernel.begin();
    return ready(kernel);
  }

  private static Kernel ready(Kernel kernel) throws IOException, InterruptedException {
    boolean ready = false;
    try {
      ready = kernel.awaitReady(PATIENCE);
    } finally {
      if (!ready) {
        kernel.end(Ended.Cause.EXITED);
      }
    }
    if (ready) {
      return kernel;
    }
    String said = kernel.late().strip();
    throw new IOException("the kernel did not start" + (said.isEmpty() ? "" : ": " + said));
  }

  private SandboxRequest request(KernelPlace place, ToolSettings settings, Path own)
      throws UnconfinableException {
    Path cwd = Path.of(place.cwd());
    SandboxRequest plain =
        SandboxRequest.of(
            settings, place.environment(), cwd, List.of(), limits.limits().processes());
    List<Path> temporary = new ArrayList<>(plain.temporary());
    temporary.add(own);
    return new SandboxRequest(
        plain.mode(),
        plain.network(),
        plain.roots(),
        temporary,
        plain.workdir(),
        plain.readable(),
        plain.processes());
  }

  private CommandSpec spec(
      SessionId session,
      Path node,
      KernelPlace place,
      Map<String, String> environment,
      Confined around) {
    Path cwd = Path.of(place.cwd());
    return CommandSpec.plain(
            session,
            NAME,
            "",
            List.of(
                "/bin/sh", "-c", PIPES, "kernel", node.toString(), "--no-warnings", "-e", SOURCE),
            cwd,
            environment,
            Duration.ofDays(30),
            Long.MAX_VALUE)
        .within(limits.around(around.confinement(), cwd), "the session's JavaScript kernel");
  }

  private static Runnable release(Confined around, Path own) {
    return () -> {
      around.close();
      KernelFolders.remove(own);
    };
  }

  private static String source() {
    try (InputStream in = KernelStarter.class.getResourceAsStream("/repl/kernel.js")) {
      if (in == null) {
        throw new IllegalStateException("the resource repl/kernel.js is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

package io.codextemporal.activities.repl;

import io.codextemporal.protocol.SandboxMode;
import io.codextemporal.protocol.ToolSettings;
import java.util.List;
import java.util.Map;

/**
 * Where a kernel lives and what it may do: a session whose place is another one by now gets another
 * kernel.
 *
 * @param cwd the session's folder
 * @param environment of the session's shell, as its tools see it
 * @param confined whether it runs in the sandbox
 */
record KernelPlace(
    String cwd,
    SandboxMode sandbox,
    boolean networkAccess,
    List<String> writableRoots,
    boolean excludeTmpdir,
    boolean excludeSlashTmp,
    Map<String, String> environment,
    boolean confined) {
  KernelPlace {
    writableRoots = List.copyOf(writableRoots);
    environment = Map.copyOf(environment);
  }

  static KernelPlace of(ToolSettings settings, Map<String, String> environment, boolean confined) {
    return new KernelPlace(
        settings.cwd(),
        settings.sandbox(),
        settings.networkAccess(),
        settings.writableRoots(),
        settings.excludeTmpdir(),
        settings.excludeSlashTmp(),
        environment,
        confined);
  }
}

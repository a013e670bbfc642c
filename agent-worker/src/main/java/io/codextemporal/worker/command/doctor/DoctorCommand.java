package io.codextemporal.worker.command.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.codextemporal.tui.cli.ExitCode;
import io.codextemporal.worker.command.ServerSurroundings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ct doctor}: every prerequisite, what is there, what is not, how to get it. Changes and
 * starts nothing. Exit code 0 when nothing that is needed is missing, else 1.
 */
@Command(
    name = "doctor",
    description = "Every prerequisite: what is there, what is not, how to get it",
    mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Check> checks;

  @Option(names = "--json", description = "[{check, ok, found, remedy}]")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  public DoctorCommand(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * Everything this program needs.
   *
   * @param more checks of other parts
   */
  public static DoctorCommand of(ServerSurroundings surroundings, Path cwd, List<Check> more) {
    MachineChecks machine = new MachineChecks(surroundings.environment());
    List<Check> all = new ArrayList<>(machine.all());
    all.addAll(new HomeChecks(surroundings.places(), surroundings.environment(), cwd).all());
    all.addAll(new SandboxChecks(surroundings.places(), surroundings.environment(), cwd).all());
    all.addAll(new ServerChecks(surroundings, machine).all());
    all.addAll(new WorkerChecks(surroundings.places()).all());
    all.addAll(more);
    return new DoctorCommand(all);
  }

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
    List<Map<String, Object>> rows = new ArrayList<>();
    boolean well = true;
    for (Check check : checks) {
      Finding finding = check.run();
      well &= finding.ok() || !check.needed();
      if (json) {
        rows.add(row(check, finding));
      } else {
        out.println(line(check, finding));
        out.flush();
      }
    }
    if (json) {
      out.println(json(rows));
    }
    out.flush();
    return well ? ExitCode.OK : ExitCode.FAILED;
  }

  private static Map<String, Object> row(Check check, Finding finding) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("check", check.name());
    row.put("ok", finding.ok());
    row.put("found", finding.found());
    row.put("remedy", finding.remedy());
    row.put("needed", check.needed());
    return row;
  }

  private static String line(Check check, Finding finding) {
    String state = finding.ok() ? "ok     " : check.needed() ? "MISSING" : "without";
    String line = "%s  %-20s %s".formatted(state, check.name(), finding.found());
    return finding.remedy().isEmpty() ? line : line + "\n         → " + finding.remedy();
  }

  private static String json(List<Map<String, Object>> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
